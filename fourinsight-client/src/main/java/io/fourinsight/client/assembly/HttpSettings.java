package io.fourinsight.client.assembly;

import io.fourinsight.client.wire.Traffic;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;

/**
 * How a program without Camel reaches its servers; what is not given comes from the system properties of the JVM.
 *
 * @param connectTimeout for one connection
 * @param responseTimeout between two packets of an answer
 * @param connections how many a client has in all, and at most to one host
 * @param parallelism how many files are fetched from one store at once, which need as many connections
 * @param hook is applied to each builder before it is hardened
 */
public record HttpSettings(
        Duration connectTimeout,
        Duration responseTimeout,
        int connections,
        int parallelism,
        Optional<SSLContext> tls,
        Optional<HttpHost> proxy,
        Consumer<HttpClientBuilder> hook) {

    public HttpSettings {
        Objects.requireNonNull(connectTimeout, "connectTimeout");
        Objects.requireNonNull(responseTimeout, "responseTimeout");
        Objects.requireNonNull(hook, "hook");
    }

    /** How many connections the client for this traffic has. */
    int connections(Traffic traffic) {
        return traffic == Traffic.BLOBS ? Math.max(connections, parallelism) : connections;
    }

    /** The settings of the JVM, with these time-outs for all that is waited for. */
    public static HttpSettings ofSystem(Duration timeout) {
        return new HttpSettings(timeout, timeout, 2, 1, Optional.empty(), Optional.empty(), builder -> {});
    }
}
