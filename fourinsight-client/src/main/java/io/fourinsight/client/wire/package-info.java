/**
 * Connections that keep secrets: they write no wire log, take no part of an answer for all of it, read no head without end, and
 * pass proxies by on the way to this machine.
 *
 * <p>It knows {@code base} alone. Nothing outside this package extends HttpClient's or HttpCore's connections. Begin with
 * {@link io.fourinsight.client.wire.QuietConnection}.
 */
@NullMarked
package io.fourinsight.client.wire;

import org.jspecify.annotations.NullMarked;
