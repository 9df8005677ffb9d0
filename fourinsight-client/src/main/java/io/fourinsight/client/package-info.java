/**
 * A client for 4Insight and its DataReservoir: sessions, requests and time series, for programs of any kind.
 *
 * <p>It stands on all packages below it and nothing stands on it.
 */
@NullMarked
package io.fourinsight.client;

import org.jspecify.annotations.NullMarked;
