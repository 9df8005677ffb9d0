/**
 * A local 4Insight in one JVM: {@link io.fourinsight.camel.sandbox.Sandbox} starts it.
 *
 * <p>Knows only the wire format, nothing of the component. The packages below hold the services, and {@code page}
 * what a browser shows of them; of them, only
 * {@link io.fourinsight.camel.sandbox.http.Request}, {@link io.fourinsight.camel.sandbox.http.Response} and
 * {@link io.fourinsight.camel.sandbox.reservoir.ReservoirSwitches} are meant for users.
 */
package io.fourinsight.camel.sandbox;
