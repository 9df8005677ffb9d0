package io.fourinsight.camel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TokenEndpointTest {
    private static final ClientCredentials CREDENTIALS = new ClientCredentials("my-client", Secret.of("s3cr&t +%"));
    private static final String SCOPE = "https://4subseaid.example/4insight-api-prod/.default";
    private static final String CORRELATION_ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private TokenServer server;
    private CloseableHttpClient client;
    private TokenEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        server = new TokenServer();
        HttpClientBuilder builder = HttpClientBuilder.create();
        TokenEndpoint.harden(builder);
        client = builder.build();
        endpoint = new TokenEndpoint(client, Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void sendsIdAndSecretInTheForm() throws Exception {
        server.answer(200, "{\"access_token\":\"abc\",\"token_type\":\"Bearer\",\"expires_in\":3599}");
        TokenGrant grant = fetch(CREDENTIALS);
        assertThat(grant).isEqualTo(new TokenGrant(Secret.of("abc"), OptionalLong.of(3599), OptionalLong.empty()));

        TokenServer.Request request = server.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.authorization()).isNull();
        assertThat(request.accept()).isEqualTo("application/json");
        assertThat(request.contentType()).isEqualTo("application/x-www-form-urlencoded; charset=UTF-8");
        assertThat(request.body().split("&"))
                .containsExactlyInAnyOrder(
                        "grant_type=client_credentials",
                        "client_id=my-client",
                        "client_secret=s3cr%26t+%2B%25",
                        "scope=https%3A%2F%2F4subseaid.example%2F4insight-api-prod%2F.default");
    }

    @Test
    void sendsIdAndSecretAsBasicAuthentication() throws Exception {
        server.answer(200, "{\"access_token\":\"abc\",\"token_type\":\"bearer\"}");
        fetch(new ClientCredentials("my client", Secret.of("s3cr&t +%ø"), ClientAuthenticationMethod.BASIC));

        TokenServer.Request request = server.requests().get(0);
        String pair = "my+client:s3cr%26t+%2B%25%C3%B8"; // each form-encoded, RFC 6749 section 2.3.1
        assertThat(request.authorization())
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)));
        assertThat(request.body()).doesNotContain("client_secret").doesNotContain("client_id");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"expires_in\":\"3600\"', 3600",
                "'\"expires_in\":3599.0', 3599",
                "'\"expires_in\":\"3599.0\"', 3599",
                "'\"expires_in\":0', 0",
                "'\"expires_in\":-5', -5",
                "'\"expires_in\":\"-5\"', -5",
                "'\"expires_in\":1', 1",
                "'\"expires_in\":59', 59",
                "'\"expires_in\":2147483648', 2147483648",
                "'\"expires_in\":1e400', 9223372036854775807",
                "'\"expires_in\":null', ",
                "'\"expires_in\":\"soon\"', ",
                "'\"expires_in\":{}', ",
                "'\"expires_in\":true', ",
                "'\"scope\":\"x y\"', ",
            })
    void takesTheLifetimeInAnyForm(String field, Long seconds) throws Exception {
        server.answer(200, "{\"access_token\":\"abc\",\"token_type\":\"Bearer\"," + field + "}");
        TokenGrant grant = fetch(CREDENTIALS);
        assertThat(grant.expiresIn()).isEqualTo(seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds));
        assertThat(TokenLifetime.of(grant, 0, 0.5).hardAt()).isBetween(900L, 86_400_000L);
    }

    @Test
    void takesTheServersWishWhenToRefresh() throws Exception {
        server.answer(
                200,
                "{\"access_token\":\"abc\",\"token_type\":\"Bearer\",\"expires_in\":7200,\"refresh_in\":\"3600\","
                        + "\"ext_expires_in\":7200}");
        assertThat(fetch(CREDENTIALS).refreshIn()).hasValue(3600);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Sign in to the proxy</body></html>",
                "{\"access_token\":\"eyJ0eXAi.SECRET",
                "[]",
                "\"abc\"",
                "{}",
                "{\"token_type\":\"Bearer\",\"expires_in\":3600}",
                "{\"access_token\":\"\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":null,\"token_type\":\"Bearer\"}",
                "{\"access_token\":[\"SECRET\"],\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"SECRET\"}",
                "{\"access_token\":\"SECRET\",\"token_type\":\"mac\"}",
                "{\"access_token\":\"SECRET\",\"token_type\":\"DPoP\"}",
                "{\"access_token\":\"SECRET\\r\\nX: y\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"SECRET \",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"SECRETø\",\"token_type\":\"Bearer\"}",
                ""
            })
    void whatIsNoTokenIsAnInvalidAnswerAndNotQuoted(String body) {
        server.answer(200, body);
        TokenFetchException failure = failure();
        assertThat(failure.isMisconfigured()).isFalse();
        assertThat(failure.errorCode()).isEqualTo("invalid_response");
        assertThat(failure).hasNoCause();
        assertThat(failure.getMessage()).contains("127.0.0.1").doesNotContain("SECRET", "proxy");
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_client, true",
        "400, unauthorized_client, true",
        "400, invalid_scope, true",
        "400, invalid_request, true",
        "400, unsupported_grant_type, true",
        "400, invalid_grant, true",
        "200, invalid_client, true",
        "400, temporarily_unavailable, false",
        "403, access_denied, false",
        "200, server_error, false",
    })
    void tellsBadConfigurationFromBadLuckByTheErrorCode(int status, String code, boolean misconfigured) {
        server.answer(status, "{\"error\":\"" + code + "\"}");
        TokenFetchException failure = failure();
        assertThat(failure.errorCode()).isEqualTo(code);
        assertThat(failure.isMisconfigured()).isEqualTo(misconfigured);
    }

    @Test
    void namesWhatHelpsAndQuotesNothingElse() {
        server.answer(
                401,
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid secret s3cr&t +% for app\","
                        + "\"error_codes\":[7000215],\"correlation_id\":\"" + CORRELATION_ID + "\"}");
        SessionException failure = failure().forSession("acme", MutableClock.START);
        assertThat(failure).isInstanceOf(SessionException.Misconfigured.class);
        assertThat(failure)
                .hasMessageContaining("acme")
                .hasMessageContaining("127.0.0.1:" + server.url().getPort())
                .hasMessageContaining("invalid_client")
                .hasMessageContaining("AADSTS7000215")
                .hasMessageContaining(CORRELATION_ID)
                .hasMessageContaining(Fingerprint.of("my-client"))
                .hasMessageContaining("2026-01-01T00:00:00Z")
                .hasMessageNotContaining("s3cr")
                .hasMessageNotContaining("my-client");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html/>", "", "{\"error\":\"eyJhbGciOiJSUzI1NiJ9\"}", "{\"error\":null}", "{\"message\":\"x\"}"
            })
    void aRefusalWithoutAKnownCodeMayGoBetterLater(String body) {
        server.answer(400, body);
        TokenFetchException failure = failure();
        assertThat(failure.isMisconfigured()).isFalse();
        assertThat(failure.errorCode()).isEqualTo("http_400");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        server.answer(status, "", "Location", "/elsewhere");
        assertThat(failure().errorCode()).isEqualTo("redirect");
        assertThat(server.requests()).extracting(TokenServer.Request::path).containsExactly("/token");
    }

    @ParameterizedTest
    @CsvSource({"429, 7", "503, 0", "500, 600"})
    void aBusyServerIsAskedOnceAndMaySayWhenToComeAgain(int status, long seconds) {
        server.answer(status, "{\"error\":\"invalid_client\"}", "Retry-After", String.valueOf(seconds));
        TokenFetchException failure = failure();
        assertThat(failure.isMisconfigured()).as("the status comes first").isFalse();
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(seconds));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void retryAfterMayBeADate() {
        ZonedDateTime inAMinute = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(60);
        server.answer(503, "", "Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(inAMinute));
        TokenFetchException failure = failure();
        assertThat(failure.errorCode()).isEqualTo("http_503");
        assertThat(failure.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        server.answer(503, "", "Retry-After", "tomorrow");
        assertThat(failure().retryAfter()).isEmpty();
    }

    @Test
    void noCookieIsKept() throws Exception {
        server.answer(200, "{\"access_token\":\"abc\",\"token_type\":\"Bearer\"}", "Set-Cookie", "tenant=a; Path=/");
        fetch(CREDENTIALS);
        fetch(CREDENTIALS);
        assertThat(server.requests())
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
        TokenFetchException failure =
                failure(endpoint, URI.create("http://127.0.0.1:" + dropping.getLocalPort() + "/token"));
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
        TokenFetchException failure = failure(endpoint, URI.create("http://127.0.0.1:" + port + "/token"));
        assertThat(failure.errorCode()).isEqualTo("connection_failed");
        assertThat(failure).hasCauseInstanceOf(ConnectException.class).hasMessageContaining("127.0.0.1:" + port);
        assertThat(failure.forSession("acme", MutableClock.START)).hasCause(failure.getCause());
    }

    @Test
    void anAnswerThatIsNotHttpIsNotQuoted() throws Exception {
        server.behave(exchange -> {
            exchange.getResponseHeaders().set("Transfer-encoding", "chunked");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("SECRET".getBytes(StandardCharsets.US_ASCII));
        });
        assertThat(failure().getMessage()).doesNotContain("SECRET");
        try (ServerSocket talking = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerNonsense(talking));
            server.start();
            TokenFetchException failure =
                    failure(endpoint, URI.create("http://127.0.0.1:" + talking.getLocalPort() + "/token"));
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
        server.behave(exchange -> server.closing().await(10, TimeUnit.SECONDS));
        assertTimesOut();
    }

    @Test
    void aServerThatTricklesCostsTheTimeOutAndNoMore() {
        server.behave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            // about ten seconds, if nobody ends it
            for (int i = 0; i < 2000 && !server.closing().await(5, TimeUnit.MILLISECONDS); i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        });
        assertTimesOut();
    }

    @Test
    void aServerThatTricklesAfterAHugeBodyCostsTheTimeOutAndNoMore() {
        server.behave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[2 << 20]);
            exchange.getResponseBody().flush();
            server.closing().await(15, TimeUnit.SECONDS);
        });
        long start = System.nanoTime();
        TokenFetchException failure = failure(quick(), server.url());
        assertThat(failure.errorCode()).isEqualTo("invalid_response");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private TokenEndpoint quick() {
        return new TokenEndpoint(client, Duration.ofMillis(300));
    }

    private void assertTimesOut() {
        long start = System.nanoTime();
        TokenFetchException failure = failure(quick(), server.url());
        assertThat(failure.errorCode()).isEqualTo("timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(290), Duration.ofSeconds(10));
        assertThat(server.requests()).hasSize(1);
    }

    private TokenGrant fetch(ClientCredentials credentials) throws TokenFetchException {
        return endpoint.clientCredentials(server.url(), SCOPE, credentials);
    }

    private TokenFetchException failure() {
        return failure(endpoint, server.url());
    }

    private static TokenFetchException failure(TokenEndpoint endpoint, URI url) {
        return catchThrowableOfType(
                TokenFetchException.class, () -> endpoint.clientCredentials(url, SCOPE, CREDENTIALS));
    }
}
