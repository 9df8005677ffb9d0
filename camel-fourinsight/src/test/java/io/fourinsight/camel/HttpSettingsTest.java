package io.fourinsight.camel;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.testing.ConnectProxy;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the settings of the user's camel-http components apply, and that these components stay the user's. */
class HttpSettingsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private SandboxContext context;
    private HttpComponent http;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
        http = context.camel().getComponent("http", HttpComponent.class);
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    @Test
    void tlsSettingsOfTheHttpComponentApplyToServiceAndTokenEndpoint() throws Exception {
        Path keystore = selfSigned();
        WireMockServer tls = tls(keystore);
        try {
            String base = "https://127.0.0.1:" + tls.httpsPort();
            context.configuration().setTokenUrl(base + sandbox.tokenUrl().getPath());
            context.configuration()
                    .setReservoirUrl(base + sandbox.reservoirUrl().getPath());
            HttpComponent trusting = new HttpComponent();
            trusting.setSslContextParameters(trusting(keystore));
            context.camel().addComponent("trusting", trusting);

            // the exchange tries again for as long as this
            context.route("default", "fourinsight:ping?tokenTimeout=2s");
            assertThat(context.send("default").getException()).isInstanceOf(SessionException.Unavailable.class);

            context.route("trusting", "fourinsight:ping?httpComponent=trusting");
            assertThat(context.send("trusting").getException())
                    .as("the gate of the credential is still closed, but not for long")
                    .satisfiesAnyOf(e -> assertThat(e).isNull(), e -> assertThat(e)
                            .isInstanceOf(SessionException.Unavailable.class));
            Eventually.holds(() -> context.send("trusting").getException() == null, "the gate opens");
        } finally {
            tls.stop();
        }
    }

    /** The sandbox behind TLS. */
    private WireMockServer tls(Path keystore) {
        WireMockServer tls = new WireMockServer(options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(keystore.toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
        tls.start();
        tls.stubFor(any(anyUrl())
                .willReturn(aResponse().proxiedFrom("http://" + sandbox.apiUrl().getAuthority())));
        return tls;
    }

    private Path selfSigned() throws Exception {
        Path keystore = folder.resolve("self-signed.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keystore.toString())
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        return keystore;
    }

    private static SSLContextParameters trusting(Path keystore) {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + keystore);
        store.setPassword(PASSWORD);
        store.setType("PKCS12");
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    @Test
    void requestsPassTheProxyOfTheHttpComponent() throws Exception {
        Path keystore = selfSigned();
        WireMockServer tls = tls(keystore);
        try (ConnectProxy proxy = new ConnectProxy()) {
            context.configuration()
                    .setReservoirUrl("https://127.0.0.1:" + tls.httpsPort()
                            + sandbox.reservoirUrl().getPath());
            HttpComponent proxied = new HttpComponent();
            proxied.setSslContextParameters(trusting(keystore));
            // else camel-http speaks TLS to the proxy of an https target
            proxied.setProxyAuthScheme("http");
            proxied.setProxyHost("127.0.0.1");
            proxied.setProxyPort(proxy.port());
            context.camel().addComponent("proxied", proxied);

            assertThat(context.route("proxied", "fourinsight:ping?httpComponent=proxied")
                            .send("proxied")
                            .getException())
                    .isNull();

            assertThat(proxy.requests())
                    .as("ping in a tunnel, but not the token request, which is not encrypted")
                    .containsExactly("CONNECT 127.0.0.1:" + tls.httpsPort() + " HTTP/1.1");
        } finally {
            tls.stop();
        }
    }

    @Test
    void aProxyCanAskForUserAndPassword() throws Exception {
        Path keystore = selfSigned();
        WireMockServer tls = tls(keystore);
        try (ConnectProxy proxy = new ConnectProxy("jane:s3cret", ConnectProxy.Unknown.CLOSES)) {
            context.configuration()
                    .setReservoirUrl("https://127.0.0.1:" + tls.httpsPort()
                            + sandbox.reservoirUrl().getPath());
            HttpComponent proxied = new HttpComponent();
            proxied.setSslContextParameters(trusting(keystore));
            context.camel().addComponent("proxied", proxied);
            asTheDocumentSays(proxied, proxy.port());

            assertThat(context.route("proxied", "fourinsight:ping?httpComponent=proxied")
                            .send("proxied")
                            .getException())
                    .isNull();
        } finally {
            tls.stop();
        }
    }

    private void asTheDocumentSays(HttpComponent proxied, int port) throws IOException {
        Map<String, Object> options = new HashMap<>();
        Matcher lines = Pattern.compile("camel\\.component\\.https\\.(\\S+?)=(\\S+)")
                .matcher(Files.readString(Path.of("..", "docs", "proxy.md")));
        while (lines.find()) {
            options.put(lines.group(1), lines.group(2));
        }
        assertThat(options).hasSize(6);
        options.put("proxy-host", "127.0.0.1");
        options.put("proxy-port", port);
        options.put("proxy-auth-password", "s3cret");
        PropertyBindingSupport.build()
                .withCamelContext(context.camel())
                .withTarget(proxied)
                .withProperties(options)
                .bind();
        assertThat(options).as("that are no options").isEmpty();
    }

    @Test
    void tlsToAProxyThatExpectsPlainHttpIsAnErrorThatNamesTheOption() throws Exception {
        context.configuration().setReservoirUrl("https://reservoir.example/api");
        context.configuration().setMaxRetries(0);
        try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture.runAsync(() -> answerInPlainHttp(proxy));
            HttpComponent proxied = new HttpComponent();
            proxied.setProxyHost("127.0.0.1");
            proxied.setProxyPort(proxy.getLocalPort());
            context.camel().addComponent("proxied", proxied);

            assertThat(context.route("proxied", "fourinsight:ping?httpComponent=proxied")
                            .send("proxied")
                            .getException())
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("reservoir.example")
                    .hasMessageContaining("through the proxy 127.0.0.1:" + proxy.getLocalPort())
                    .hasMessageContaining("set proxyAuthScheme=http on the http component");

            context.configuration().setTokenUrl("https://login.example/token");
            assertThat(context.route("token", "fourinsight:ping?httpComponent=proxied&tokenTimeout=2s")
                            .send("token")
                            .getException())
                    .isInstanceOf(SessionException.class)
                    .hasStackTraceContaining("login.example")
                    .hasStackTraceContaining("set proxyAuthScheme=http on the http component");
        }
    }

    private static void answerInPlainHttp(ServerSocket proxy) {
        while (!proxy.isClosed()) {
            try (Socket client = proxy.accept()) {
                client.getInputStream().read(new byte[1 << 14]);
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // the client has gone, or the test is over
            }
        }
    }

    /** Else the proxy would read the bearer, and send it to a loopback address that is its own. */
    @Test
    void nothingUnencryptedToThisMachinePassesAProxy() throws Exception {
        SandboxUser user = new SandboxUser(sandbox, folder);
        user.signIn(null);
        sandbox.revokeTokens();
        try (ConnectProxy proxy = new ConnectProxy();
                SandboxContext users = user.context()) {
            http.setProxyHost("127.0.0.1");
            http.setProxyPort(proxy.port());
            HttpComponent proxied = new HttpComponent();
            proxied.setProxyHost("127.0.0.1");
            proxied.setProxyPort(proxy.port());
            users.camel().addComponent("proxied", proxied);

            // a client's token, the API, the reservoir and its blobs; then a user's token, which has to be renewed
            context.route(
                    "data",
                    "fourinsight:timeseries?operation=data&start=2026-03-01&end=2026-03-02&seriesId="
                            + Sandbox.STAVANGER);
            users.route("user", "fourinsight:campaigns?httpComponent=proxied");

            assertThat(context.send("data").getException()).isNull();
            assertThat(users.send("user").getException()).isNull();
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    void poolOfOneConnectionServesManyExchangesAndTheirTokens() throws Exception {
        http.setConnectionsPerRoute(1);
        context.route("narrow", "fourinsight:campaigns");
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Exchange>> exchanges = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                exchanges.add(threads.submit(() -> context.send("narrow")));
            }
            for (Future<Exchange> exchange : exchanges) {
                assertThat(exchange.get(20, TimeUnit.SECONDS).getException()).isNull();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void asManyDayFilesAreFetchedAtOnceAsParallelismSays() throws Exception {
        int days = 30;
        Instant start = Instant.parse("2026-03-01T00:00:00Z");
        sandbox.addSeries("month", start, Duration.ofHours(12), 2 * days, second -> second);
        CyclicBarrier asked = new CyclicBarrier(days);
        AtomicInteger together = new AtomicInteger();
        sandbox.faults().beforeAnswer(Sandbox.DAY_FILE_PATH, () -> {
            try {
                asked.await(20, TimeUnit.SECONDS);
                together.incrementAndGet();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        context.route(
                "month",
                "fourinsight:timeseries?operation=data&seriesId=month&start=2026-03-01&end=2026-03-31&parallelism="
                        + days);

        Exchange exchange = context.send("month");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(TimeSeries.class).size()).isEqualTo(2 * days);
        assertThat(together).hasValue(days);
    }

    @Test
    void ourTimeoutsWinOverThoseOfTheHttpComponent() throws Exception {
        http.setResponseTimeout(1);
        CountDownLatch given = new CountDownLatch(1);
        context.configuration().setMaxRetries(0);
        sandbox.faults().delay(Sandbox.RESERVOIR_PATH, Duration.ofMillis(200));
        assertThat(context.route("slow", "fourinsight:ping").send("slow").getException())
                .isNull();

        sandbox.faults().beforeAnswer(Sandbox.RESERVOIR_PATH, () -> awaitQuietly(given));
        try {
            assertThat(context.route("impatient", "fourinsight:ping?responseTimeout=50ms")
                            .send("impatient")
                            .getException())
                    .isInstanceOf(SocketTimeoutException.class);
        } finally {
            given.countDown(); // only now, so that no answer can be there before the time is over
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void endpointsOfTheUserAreNotOursAndCarryNoToken() throws Exception {
        URI ping = sandbox.reservoirUrl().resolve("ping");
        context.route("ours", "fourinsight:ping");
        context.route("theirs", ping.toString());
        assertThat(context.send("ours").getException()).isNull();

        assertThat(context.send("theirs").getException())
                .isInstanceOfSatisfying(HttpOperationFailedException.class, e -> assertThat(e.getStatusCode())
                        .isEqualTo(401));
    }

    @Test
    void componentThatIsNotCamelHttpIsRefused() throws Exception {
        context.configuration().setHttpComponent("direct");

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> context.route("wrong", "fourinsight:ping"))
                .hasStackTraceContaining("httpComponent 'direct' is not a camel-http component")
                .hasStackTraceContaining(ResolveEndpointFailedException.class.getName());
    }
}
