package io.fourinsight.camel;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.session.SessionException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.http.base.HttpOperationFailedException;
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
        WireMockServer tls = new WireMockServer(options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(keystore.toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
        tls.start();
        try {
            tls.stubFor(any(anyUrl())
                    .willReturn(
                            aResponse().proxiedFrom("http://" + sandbox.apiUrl().getAuthority())));
            String base = "https://127.0.0.1:" + tls.httpsPort();
            context.configuration().setTokenUrl(base + sandbox.tokenUrl().getPath());
            context.configuration()
                    .setReservoirUrl(base + sandbox.reservoirUrl().getPath());
            HttpComponent trusting = new HttpComponent();
            trusting.setSslContextParameters(trusting(keystore));
            context.camel().addComponent("trusting", trusting);

            context.route("default", "fourinsight:ping");
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
        WireMockServer proxy =
                new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
        proxy.start();
        try {
            proxy.stubFor(any(anyUrl())
                    .willReturn(
                            aResponse().proxiedFrom("http://" + sandbox.apiUrl().getAuthority())));
            http.setProxyHost("127.0.0.1");
            http.setProxyPort(proxy.port());

            assertThat(context.route("proxied", "fourinsight:ping")
                            .send("proxied")
                            .getException())
                    .isNull();

            assertThat(proxy.findAll(anyRequestedFor(anyUrl())))
                    .as("ping, but not the token request, which is not encrypted")
                    .extracting(LoggedRequest::getUrl)
                    .containsExactly(Sandbox.RESERVOIR_PATH + "ping");
        } finally {
            proxy.stop();
        }
    }

    @Test
    void tokenRequestsOfUsersToLoopbackPassNoProxyEither() throws Exception {
        SandboxUser user = new SandboxUser(sandbox, folder);
        user.signIn(null);
        sandbox.revokeTokens();
        WireMockServer proxy =
                new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
        proxy.start();
        try (SandboxContext users = user.context()) {
            proxy.stubFor(any(anyUrl())
                    .willReturn(
                            aResponse().proxiedFrom("http://" + sandbox.apiUrl().getAuthority())));
            // the token URL is in the file; the client is the one for the token endpoint of the environment
            HttpComponent proxied = new HttpComponent();
            proxied.setProxyHost("127.0.0.1");
            proxied.setProxyPort(proxy.port());
            users.camel().addComponent("proxied", proxied);

            users.route("user", "fourinsight:campaigns?httpComponent=proxied");

            assertThat(users.send("user").getException()).isNull();
            assertThat(proxy.findAll(anyRequestedFor(anyUrl())))
                    .as("refused, and repeated after the refresh")
                    .extracting(request -> URI.create(request.getUrl()).getPath())
                    .containsExactly(Sandbox.API_PATH + "v1.1/Campaigns", Sandbox.API_PATH + "v1.1/Campaigns");
        } finally {
            proxy.stop();
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
    void ourTimeoutsWinOverThoseOfTheHttpComponent() throws Exception {
        http.setResponseTimeout(1);
        sandbox.faults().delay(Sandbox.RESERVOIR_PATH, Duration.ofMillis(200));
        context.configuration().setMaxRetries(0);

        assertThat(context.route("slow", "fourinsight:ping").send("slow").getException())
                .isNull();
        assertThat(context.route("impatient", "fourinsight:ping?responseTimeout=50ms")
                        .send("impatient")
                        .getException())
                .isInstanceOf(java.net.SocketTimeoutException.class);
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
