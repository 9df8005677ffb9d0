/**
 * Raw samples from the day files of the reservoir: the listing, the download, the cache on disk, reading ahead.
 *
 * <p>It knows CSV and requests. Begin with {@link io.fourinsight.client.reservoir.day.DataClient}.
 */
@NullMarked
package io.fourinsight.client.reservoir.day;

import org.jspecify.annotations.NullMarked;
