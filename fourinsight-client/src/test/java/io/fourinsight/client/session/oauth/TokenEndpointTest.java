package io.fourinsight.client.session.oauth;

import static io.fourinsight.client.session.oauth.TokenEndpointFixture.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientAuthenticationMethod;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.session.token.TokenGrant;
import io.fourinsight.client.testing.MutableClock;
import io.fourinsight.client.testing.TokenServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TokenEndpointTest {
    private TokenEndpointFixture on;

    @BeforeEach
    void start() throws IOException {
        on = new TokenEndpointFixture();
    }

    @AfterEach
    void stop() throws IOException {
        on.close();
    }

    @Test
    void sendsIdAndSecretInTheForm() throws Exception {
        on.server.answer(200, "{\"access_token\":\"abc\",\"token_type\":\"Bearer\",\"expires_in\":3599}");
        TokenGrant grant = on.fetch(CREDENTIALS);
        assertThat(grant).isEqualTo(new TokenGrant(Secret.of("abc"), OptionalLong.of(3599), OptionalLong.empty()));

        TokenServer.Request request = on.server.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.authorization()).isNull();
        assertThat(request.accept()).isEqualTo("application/json");
        assertThat(request.contentType()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(request.body().split("&"))
                .containsExactlyInAnyOrder(
                        "grant_type=client_credentials",
                        "client_id=my-client",
                        "client_secret=s3cr%26t+%2B%25",
                        "scope=https%3A%2F%2F4subseaid.example%2F4insight-api-prod%2F.default");
    }

    @Test
    void sendsIdAndSecretAsBasicAuthentication() throws Exception {
        on.server.answer(200, "{\"access_token\":\"abc\",\"token_type\":\"bearer\"}");
        on.fetch(new ClientCredentials("my client", Secret.of("s3cr&t +%ø"), ClientAuthenticationMethod.BASIC));

        TokenServer.Request request = on.server.requests().get(0);
        String pair = "my+client:s3cr%26t+%2B%25%C3%B8"; // each form-encoded, RFC 6749 section 2.3.1
        assertThat(request.authorization())
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)));
        assertThat(request.body()).doesNotContain("client_secret").doesNotContain("client_id");
    }

    @Test
    void noCookieIsKept() throws Exception {
        on.server.answer(200, "{\"access_token\":\"abc\",\"token_type\":\"Bearer\"}", "Set-Cookie", "tenant=a; Path=/");
        on.fetch(CREDENTIALS);
        on.fetch(CREDENTIALS);
        assertThat(on.server.requests())
                .hasSize(2)
                .extracting(TokenServer.Request::cookie)
                .containsOnlyNulls();
    }

    @Test
    void aConnectionThatDropsAfterThePostIsNotPostedAgain() throws Exception {
        AtomicInteger posts = new AtomicInteger();
        ServerSocket dropping = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread dropper = new Thread(() -> dropEachConnection(dropping, posts));
        dropper.start();
        TokenFetchException failure = TokenEndpointFixture.failure(
                on.endpoint, URI.create("http://127.0.0.1:" + dropping.getLocalPort() + "/token"));
        dropping.close();
        dropper.join();
        assertThat(failure.errorCode()).isEqualTo("connection_failed");
        assertThat(failure).hasCauseInstanceOf(IOException.class);
        assertThat(posts).hasValue(1);
    }

    private static void dropEachConnection(ServerSocket listening, AtomicInteger posts) {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                if (socket.getInputStream().read() == 'P') {
                    posts.incrementAndGet();
                    socket.setSoLinger(true, 0);
                }
            } catch (IOException e) {
                assertThat(listening.isClosed()).isTrue();
            }
        }
    }

    @Test
    void aRefusedConnectionKeepsItsCause() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        TokenFetchException failure =
                TokenEndpointFixture.failure(on.endpoint, URI.create("http://127.0.0.1:" + port + "/token"));
        assertThat(failure.errorCode()).isEqualTo("connection_failed");
        assertThat(failure).hasCauseInstanceOf(ConnectException.class).hasMessageContaining("127.0.0.1:" + port);
        assertThat(failure.forSession("acme", MutableClock.START)).hasCause(failure.getCause());
    }

    @Test
    void anAnswerThatIsNotHttpIsNotQuoted() throws Exception {
        on.server.behave(exchange -> {
            exchange.getResponseHeaders().set("Transfer-encoding", "chunked");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("SECRET".getBytes(StandardCharsets.US_ASCII));
        });
        assertThat(on.failure().getMessage()).doesNotContain("SECRET");
        try (ServerSocket talking = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerNonsense(talking));
            server.start();
            TokenFetchException failure = TokenEndpointFixture.failure(
                    on.endpoint, URI.create("http://127.0.0.1:" + talking.getLocalPort() + "/token"));
            assertThat(failure.errorCode()).isEqualTo("invalid_response");
            assertThat(failure).hasNoCause();
            server.join();
        }
    }

    private static void answerNonsense(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nSECRET\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            assertThat(e).isNotNull(); // the client hung up, which is its right
        }
    }

    @Test
    void aServerThatDoesNotAnswerCostsTheTimeOutAndNoMore() {
        on.server.behave(exchange -> on.server.closing().await(10, TimeUnit.SECONDS));
        assertTimesOut();
    }

    @Test
    void aServerThatTricklesCostsTheTimeOutAndNoMore() {
        on.server.behave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            // about ten seconds, if nobody ends it
            for (int i = 0; i < 2000 && !on.server.closing().await(5, TimeUnit.MILLISECONDS); i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        });
        assertTimesOut();
    }

    @Test
    void aServerThatTricklesAfterAHugeBodyCostsTheTimeOutAndNoMore() {
        on.server.behave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[2 << 20]);
            exchange.getResponseBody().flush();
            on.server.closing().await(15, TimeUnit.SECONDS);
        });
        long start = System.nanoTime();
        TokenFetchException failure = TokenEndpointFixture.failure(quick(), on.server.url());
        assertThat(failure.errorCode()).isEqualTo("invalid_response");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private TokenEndpoint quick() {
        return new TokenEndpoint(on.client, Duration.ofMillis(300));
    }

    private void assertTimesOut() {
        long start = System.nanoTime();
        TokenFetchException failure = TokenEndpointFixture.failure(quick(), on.server.url());
        assertThat(failure.errorCode()).isEqualTo("timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(290), Duration.ofSeconds(10));
        assertThat(on.server.requests()).hasSize(1);
    }
}
