package io.fourinsight.client;

import io.fourinsight.client.assembly.HttpSettings;
import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.base.Deadline;
import io.fourinsight.client.rest.call.RequestSettings;
import io.fourinsight.client.rest.call.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;

/** How a {@link FourInsightBuilder} was told to connect and to make requests; what it was not told is as here. */
final class ConnectionOptions {

    Duration connectTimeout = Duration.ofSeconds(10);
    Duration responseTimeout = Duration.ofSeconds(100);
    Duration requestTimeout = Duration.ofMinutes(10);
    int maxRetries = 3;
    Duration retryBackoff = Duration.ofMillis(500);
    Duration maxRetryAfter = Duration.ofSeconds(60);
    long maxResponseSize = 64L << 20;
    int parallelism = 4;
    int connections = 20;
    Optional<SSLContext> tls = Optional.empty();
    Optional<HttpHost> proxy = Optional.empty();
    Consumer<HttpClientBuilder> hook = builder -> {};

    HttpSettings http() {
        return new HttpSettings(connectTimeout, responseTimeout, connections, parallelism, tls, proxy, hook);
    }

    RequestSettings requests(Deadline deadline) {
        return new RequestSettings(
                new RetryPolicy(maxRetries, retryBackoff, maxRetryAfter),
                requestTimeout,
                deadline,
                Clock.systemUTC(),
                // delegates to the thread's own, which must not be kept
                () -> ThreadLocalRandom.current().nextLong(),
                pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()),
                maxResponseSize,
                ClientObserver.NONE);
    }
}
