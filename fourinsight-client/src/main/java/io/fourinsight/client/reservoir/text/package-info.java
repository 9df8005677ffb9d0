/**
 * Numbers, times and digits as the reservoir writes them.
 *
 * <p>It knows no other package of ours. Begin with {@link io.fourinsight.client.reservoir.text.NumberText} and
 * {@link io.fourinsight.client.reservoir.text.Timestamps}.
 */
@NullMarked
package io.fourinsight.client.reservoir.text;

import org.jspecify.annotations.NullMarked;
