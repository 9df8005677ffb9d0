package io.fourinsight.camel.benchmark;

import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.SessionCache;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A valid token by the identity of its session, against the least that any cache with an expiry must do. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokenFastBenchmark {

    private static final class Entry {
        private final String token;
        private final long expiresAt;

        private Entry(String token, long expiresAt) {
            this.token = token;
            this.expiresAt = expiresAt;
        }
    }

    private static final class Holder {
        private volatile Entry entry;
    }

    private final SessionCache cache = new SessionCache(1000);
    private final ConcurrentHashMap<String, Holder> plain = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();
    private CloseableHttpClient client;
    private SessionFactory factory;
    private TokenEndpoint endpoint;
    private ClientCredentials credentials;
    private SessionIdentity identity;
    private String key;

    @Setup
    public void logIn() {
        client = HttpClients.createDefault();
        factory = new SessionFactory(clock);
        endpoint = new TokenEndpoint(client, Duration.ofSeconds(15));
        credentials = new ClientCredentials("benchmark", Secret.of("secret"));
        URI tokenUrl = URI.create(System.getProperty("server") + "/token");
        identity = SessionIdentity.client("key-500", Service.API, tokenUrl, "scope", credentials);
        for (int i = 0; i < 1000; i++) {
            Holder holder = new Holder();
            holder.entry = new Entry("token-" + i, clock.millis() + 3_600_000);
            plain.put("key-" + i, holder);
            SessionIdentity other = SessionIdentity.client("key-" + i, Service.API, tokenUrl, "scope", credentials);
            cache.session(other, this::make);
        }
        key = "key-500";
        ours();
    }

    private Session make(SessionIdentity of) {
        return factory.clientSession(of, credentials, endpoint);
    }

    @Benchmark
    public BearerToken ours() {
        Session present = cache.find(identity);
        return (present == null ? cache.session(identity, this::make) : present).token();
    }

    @Benchmark
    public String baseline() {
        Entry entry = plain.get(key).entry;
        if (clock.millis() >= entry.expiresAt) {
            throw new IllegalStateException("expired");
        }
        return entry.token;
    }

    @TearDown
    public void close() throws IOException {
        cache.close();
        factory.close();
        client.close();
    }
}
