package io.fourinsight.client.session.oauth;

import static io.fourinsight.client.testing.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.session.token.TokenGrant;
import io.fourinsight.client.testing.ConnectProxy;
import io.fourinsight.client.testing.ScriptedServer;
import io.fourinsight.client.testing.SelfSigned;
import io.fourinsight.client.wire.Traffic;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.auth.CredentialsProviderBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * That no token request goes into a connection that the server may have closed, and that what surely was not handled is
 * not taken for sent.
 */
@Timeout(60)
class FreshConnectionTest {
    private static final String TOKEN = "{\"access_token\":\"abc\",\"token_type\":\"Bearer\"}";
    private static final ClientCredentials APPLICATION = ClientCredentials.publicClient("app");
    private static final String USER = "proxy-user:proxy-password";

    /** What a server does to a connection after its answer, without a word about it. */
    private enum Idle {
        CLOSED_AT_ONCE,
        /** Which looks like a server that closes after a second or two: just as the second request comes. */
        CLOSED_WHEN_USED_AGAIN,
        KEPT;

        ScriptedServer.Script answering(ScriptedServer.Script script) {
            boolean[] used = new boolean[1000];
            return (request, out) -> {
                boolean again = used[request.connection()];
                used[request.connection()] = true;
                if (again && this == CLOSED_WHEN_USED_AGAIN) {
                    throw new ScriptedServer.HangUp();
                }
                script.answer(request, out);
                if (this == CLOSED_AT_ONCE) {
                    throw new ScriptedServer.HangUp();
                }
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void noRefreshMeetsTheConnectionOfAnother(Idle idle) throws Exception {
        try (ScriptedServer server = new ScriptedServer(idle.answering(reply(200, TOKEN)));
                CloseableHttpClient client = client(builder -> {})) {
            for (int i = 0; i < 5; i++) {
                refresh(client, server.uri("/token"));
            }
            assertEachHasItsOwnConnection(server, 5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noCodeMeetsTheConnectionOfTheDiscovery(Idle idle) throws Exception {
        try (ScriptedServer server = new ScriptedServer((request, out) -> {});
                CloseableHttpClient client = client(builder -> {})) {
            URI issuer = URI.create("http://127.0.0.1:" + server.uri("/").getPort());
            String discovery = "{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"" + issuer
                    + "/authorize\",\"token_endpoint\":\"" + issuer + "/token\",\"jwks_uri\":\"" + issuer
                    + "/jwks\",\"subject_types_supported\":[\"public\"]}";
            server.script(
                    idle.answering((request, out) -> reply(200, request.method().equals("GET") ? discovery : TOKEN)
                            .answer(request, out)));
            TokenEndpoint endpoint = endpoint(client);
            URI tokenUrl = OpenIdProvider.discover(issuer, endpoint.sender()).tokenEndpoint();
            endpoint.code(
                    tokenUrl, Secret.of("code"), URI.create("http://127.0.0.1:9/x"), new CodeVerifier(), APPLICATION);
            endpoint.pastedCode(tokenUrl, Secret.of("code"), APPLICATION);
            assertEachHasItsOwnConnection(server, 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachRequestHasATunnelOfItsOwnThroughAProxyThatAsksForItsUser(
            ConnectProxy.Unknown afterRefusal, @TempDir Path folder) throws Exception {
        SSLContext tls = SelfSigned.context(folder.resolve("keys.p12"));
        try (ScriptedServer server = new ScriptedServer(
                        "https",
                        tls.getServerSocketFactory(),
                        Idle.CLOSED_WHEN_USED_AGAIN.answering(reply(200, TOKEN)));
                ConnectProxy proxy = new ConnectProxy(USER, afterRefusal);
                CloseableHttpClient client = client(tls, through(proxy.port()))) {
            for (int i = 0; i < 3; i++) {
                refresh(client, server.uri("/token"));
            }
            assertEachHasItsOwnConnection(server, 3);
            assertThat(proxy.requests())
                    .as("first without the password, then with it")
                    .hasSize(6)
                    .allMatch(line -> line.startsWith("CONNECT localhost:"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "KEPT", mode = EnumSource.Mode.EXCLUDE)
    void aProxyWithoutATunnelMayAskForItsUserAndClose(Idle idle) throws Exception {
        String basic = "Basic " + Base64.getEncoder().encodeToString(USER.getBytes(StandardCharsets.US_ASCII));
        ScriptedServer.Script asking = (request, out) -> {
            if (basic.equals(request.header("proxy-authorization"))) {
                reply(200, TOKEN).answer(request, out);
            } else {
                reply(407, "", "Proxy-Authenticate: Basic realm=\"proxy\"").answer(request, out);
            }
        };
        try (ScriptedServer proxy = new ScriptedServer(idle.answering(asking));
                CloseableHttpClient client = client(through(proxy.uri("/").getPort()))) {
            URI tokenUrl = URI.create("http://login.example/token");
            refresh(client, tokenUrl);
            refresh(client, tokenUrl);
            assertEachHasItsOwnConnection(proxy, 4);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "407, user and the password for the proxy, false",
        "403, lets this machine through, false",
        "502, answered 502, true",
        "503, answered 503, true",
        "504, answered 504, true"
    })
    void whatAProxyAnswersInsteadOfATunnelSpendsNothing(int status, String says, boolean passes) throws Exception {
        try (ScriptedServer proxy =
                        new ScriptedServer(reply(status, "sorry", "Proxy-Authenticate: Basic realm=\"proxy\""));
                CloseableHttpClient client = client(builder -> builder.setProxy(
                        new HttpHost("127.0.0.1", proxy.uri("/").getPort())))) {
            TokenFetchException failure = failure(client, URI.create("https://login.example/token"));
            assertThat(failure.isGrantUnused()).isTrue();
            assertThat(failure.isPassing()).isTrue();
            assertThat(failure.isKnownByStatusAlone()).isEqualTo(!passes);
            assertThat(failure.errorCode()).isEqualTo("http_" + status);
            assertThat(failure)
                    .hasMessageContaining("the proxy on the way to login.example")
                    .hasMessageContaining(says);
            TokenFetchException discovery = catchThrowableOfType(
                    TokenFetchException.class,
                    () -> OpenIdProvider.discover(
                            URI.create("https://login.example"),
                            endpoint(client).sender()));
            assertThat(discovery).hasMessageContaining("the proxy on the way to login.example");
            assertThat(proxy.seen())
                    .allMatch(request -> request.method().equals("CONNECT"))
                    .hasSize(2);
        }
    }

    @Test
    void aConnectionThatIsResetBeforeTheFormIsCompleteSpendsNothing() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                CloseableHttpClient client = client(builder -> builder.addExecInterceptorAfter(
                        ChainElement.CONNECT.name(), "reset", (request, scope, chain) -> {
                            reset(server);
                            return chain.proceed(request, scope);
                        }))) {
            TokenFetchException failure =
                    failure(client, URI.create("http://127.0.0.1:" + server.getLocalPort() + "/token"));
            assertThat(failure.errorCode()).isEqualTo("connection_failed");
            assertThat(failure.isGrantUnused()).isTrue();
        }
    }

    private static void reset(ServerSocket server) throws IOException {
        try (Socket socket = server.accept()) {
            socket.setSoLinger(true, 0);
        }
    }

    @Test
    void aConnectionThatIsResetAfterTheFormMayHaveSpentIt() throws Exception {
        try (ScriptedServer server = new ScriptedServer((request, out) -> {
                    throw new ScriptedServer.HangUp();
                });
                CloseableHttpClient client = client(builder -> {})) {
            assertThat(failure(client, server.uri("/token")).isGrantUnused()).isFalse();
            assertThat(server.seen()).as("sent once").hasSize(1);
        }
    }

    @Test
    void aServerThatNobodyTrustsSpendsNothing(@TempDir Path folder) throws Exception {
        SSLContext tls = SelfSigned.context(folder.resolve("keys.p12"));
        try (ScriptedServer server = new ScriptedServer("https", tls.getServerSocketFactory(), reply(200, TOKEN));
                CloseableHttpClient client = client(builder -> {})) {
            TokenFetchException failure = failure(client, server.uri("/token"));
            assertThat(failure.isGrantUnused()).isTrue();
            assertThat(failure).hasMessageContaining("TLS").hasCauseInstanceOf(SSLHandshakeException.class);
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void aServerThatEndsTheHandshakeSpendsNothing() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                CloseableHttpClient client = client(builder -> {})) {
            Thread closing = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read();
                } catch (IOException e) {
                    assertThat(server.isClosed()).isTrue();
                }
            });
            closing.start();
            TokenFetchException failure =
                    failure(client, URI.create("https://localhost:" + server.getLocalPort() + "/token"));
            assertThat(failure.isGrantUnused()).isTrue();
            closing.join();
        }
    }

    /** With TLS 1.3 the server says so when the client, for its part, is done with the handshake and has sent the form. */
    @Test
    void aServerThatWantsACertificateSpendsNothing() throws Exception {
        try (CloseableHttpClient client =
                client(builder -> builder.addExecInterceptorFirst("alert", (request, scope, chain) -> {
                    request.getEntity().writeTo(OutputStream.nullOutputStream());
                    throw new SSLHandshakeException("Received fatal alert: certificate_required");
                }))) {
            TokenFetchException failure = failure(client, URI.create("https://127.0.0.1:9/token"));
            assertThat(failure.isGrantUnused()).isTrue();
            assertThat(failure).hasMessageContaining("certificate_required");
        }
    }

    private static void assertEachHasItsOwnConnection(ScriptedServer server, int requests) {
        assertThat(server.seen()).as("the server need not wait for more").allMatch(request -> "close"
                .equals(request.header("connection")));
        assertThat(server.seen())
                .extracting(ScriptedServer.Seen::connection)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, requests).boxed().toList());
    }

    private static Consumer<HttpClientBuilder> through(int port) {
        HttpHost proxy = new HttpHost("127.0.0.1", port);
        String[] user = USER.split(":");
        return builder -> builder.setProxy(proxy)
                .setDefaultCredentialsProvider(CredentialsProviderBuilder.create()
                        .add(new AuthScope(proxy), new UsernamePasswordCredentials(user[0], user[1].toCharArray()))
                        .build());
    }

    private static CloseableHttpClient client(Consumer<HttpClientBuilder> settings) {
        return client(Traffic.quietPool().build(), settings);
    }

    private static CloseableHttpClient client(SSLContext tls, Consumer<HttpClientBuilder> settings) {
        return client(
                Traffic.quietPool()
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                        .build(),
                settings);
    }

    private static CloseableHttpClient client(HttpClientConnectionManager pool, Consumer<HttpClientBuilder> settings) {
        HttpClientBuilder builder = HttpClientBuilder.create().setConnectionManager(pool);
        settings.accept(builder);
        Traffic.TOKENS.harden(builder);
        return builder.build();
    }

    private static TokenEndpoint endpoint(CloseableHttpClient client) {
        return new TokenEndpoint(client, Duration.ofSeconds(20));
    }

    private static TokenGrant.OfUser refresh(CloseableHttpClient client, URI tokenUrl) throws TokenFetchException {
        return endpoint(client).refresh(tokenUrl, Secret.of("refresh"), APPLICATION);
    }

    private static TokenFetchException failure(CloseableHttpClient client, URI tokenUrl) {
        return catchThrowableOfType(TokenFetchException.class, () -> refresh(client, tokenUrl));
    }
}
