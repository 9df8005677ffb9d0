/**
 * What the sandbox computes for any time, and never stores: tides, waves, accelerations. Knows nothing but the time;
 * begin at {@link io.fourinsight.camel.sandbox.live.LiveSeries}.
 */
package io.fourinsight.camel.sandbox.live;
