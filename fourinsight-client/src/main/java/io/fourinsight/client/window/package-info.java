/**
 * What consumers and connectors read in one turn of a series, and how series take turns: raw samples, aggregates, or both
 * of a group.
 *
 * <p>It knows plan and reservoir, and nothing of what becomes of a window. Begin with {@link
 * io.fourinsight.client.window.SeriesReader}.
 */
@NullMarked
package io.fourinsight.client.window;

import org.jspecify.annotations.NullMarked;
