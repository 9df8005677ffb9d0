package io.fourinsight.client.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.fourinsight.client.base.Deadline;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientAuthenticationMethod;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.session.token.TokenGrant;
import io.fourinsight.client.testing.TokenServer;
import io.fourinsight.client.wire.Traffic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The requests for the grants of users, and the meaning of the answers. */
@Timeout(60)
class UserGrantTest {
    private static final Secret REFRESH = Secret.of("refresh+1/&=");
    private static final Secret SECRET = Secret.of("s3cr~t+%");
    private static final String OK =
            "{\"access_token\":\"the-access-token\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                    + "\"refresh_token\":\"next\",\"resource\":\"r\",\"id_token_expires_in\":3600}";

    private TokenServer server;
    private CloseableHttpClient client;
    private TokenEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        server = new TokenServer();
        HttpClientBuilder builder = HttpClientBuilder.create();
        Traffic.TOKENS.harden(builder);
        client = builder.build();
        endpoint = new TokenEndpoint(client, Duration.ofSeconds(20));
        server.answer(200, OK);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void aRefreshNamesTheClientAndProvesItInTheForm() throws Exception {
        endpoint.refresh(server.url(), REFRESH, new ClientCredentials("app", SECRET));
        assertThat(request().authorization()).isNull();
        assertThat(form())
                .containsExactlyInAnyOrder(
                        "grant_type=refresh_token",
                        "refresh_token=refresh%2B1%2F%26%3D",
                        "client_id=app",
                        "client_secret=s3cr%7Et%2B%25");
    }

    @Test
    void aRefreshNamesTheClientInTheFormAlsoWithBasicAuthentication() throws Exception {
        endpoint.refresh(server.url(), REFRESH, new ClientCredentials("app", SECRET, ClientAuthenticationMethod.BASIC));
        assertThat(request().authorization()).startsWith("Basic ");
        assertThat(form())
                .containsExactlyInAnyOrder(
                        "grant_type=refresh_token", "refresh_token=refresh%2B1%2F%26%3D", "client_id=app");
    }

    @Test
    void aPublicClientOnlyNamesItself() throws Exception {
        endpoint.refresh(server.url(), REFRESH, ClientCredentials.publicClient("app"));
        assertThat(request().authorization()).isNull();
        assertThat(form())
                .containsExactlyInAnyOrder(
                        "grant_type=refresh_token", "refresh_token=refresh%2B1%2F%26%3D", "client_id=app");
    }

    @Test
    void aPastedCodeIsSentAsThePythonPackageSendsIt() throws Exception {
        endpoint.pastedCode(server.url(), Secret.of("the-code"), new ClientCredentials("app", SECRET));
        String pair = Base64.getEncoder().encodeToString("app:s3cr~t+%".getBytes(StandardCharsets.UTF_8));
        assertThat(request().authorization()).isEqualTo("Basic " + pair);
        assertThat(form()).containsExactlyInAnyOrder("grant_type=authorization_code", "code=the-code");
    }

    @Test
    void aCodeGoesWithItsRedirectUriAndVerifier() throws Exception {
        CodeVerifier verifier = new CodeVerifier();
        URI redirect = URI.create("http://127.0.0.1:4711/path");
        endpoint.code(server.url(), Secret.of("the-code"), redirect, verifier, ClientCredentials.publicClient("app"));
        assertThat(form())
                .containsExactlyInAnyOrder(
                        "grant_type=authorization_code",
                        "code=the-code",
                        "redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fpath",
                        "code_verifier=" + verifier.getValue(),
                        "client_id=app");
    }

    @Test
    void theWholeAnswerIsKept() throws Exception {
        TokenGrant.OfUser answer = refresh();
        assertThat(answer.refreshToken()).contains(Secret.of("next"));
        assertThat(answer.fields().path("resource").asText()).isEqualTo("r");
        assertThat(answer.fields().path("expires_in").asLong()).isEqualTo(3600);
        assertThat(answer.fields().path("access_token").asText()).isEqualTo("the-access-token");
        assertThat(answer.toString()).doesNotContain("the-access-token", "next");
    }

    @ParameterizedTest
    @CsvSource({"null", "\"\"", "17"})
    void whatIsNoRefreshTokenHidesNotTheOldOne(String value) throws Exception {
        server.answer(200, OK.replace("\"next\"", value));
        TokenGrant.OfUser answer = refresh();
        assertThat(answer.refreshToken()).isEmpty();
        assertThat(answer.fields().has("refresh_token")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"token_type\":\"Bearer\",\"refresh_token\":\"next\"', next",
                "'\"access_token\":\"x\",\"token_type\":\"mac\",\"refresh_token\":\"next\"', next",
                "'\"access_token\":\"x\",\"token_type\":\"mac\"', ",
                "'\"access_token\":\"x y\",\"refresh_token\":\"\"', "
            })
    void aRefreshTokenIsTakenOutOfAnAnswerThatIsRefused(String fields, String next) {
        server.answer(200, "{" + fields + "}");
        TokenFetchException failure = failure();
        assertThat(failure.errorCode()).isEqualTo("invalid_response");
        assertThat(failure.next().map(TokenFetchException.NextRefreshToken::refreshToken))
                .isEqualTo(Optional.ofNullable(next).map(Secret::of));
        assertThat(failure.isGrantUnused()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_grant, true, false",
        "interaction_required, true, false",
        "invalid_client, false, true",
        "server_busy, false, true"
    })
    void anErrorSaysWhetherTheUserMustSignIn(String error, boolean login, boolean unused) {
        server.answer(400, "{\"error\":\"" + error + "\",\"error_description\":\"AADB2C90080: expired\"}");
        TokenFetchException failure = failure();
        assertThat(failure.isLoginRequired()).isEqualTo(login);
        assertThat(failure.isGrantUnused()).isEqualTo(unused);
        assertThat(failure).hasMessageContaining("AADB2C90080").message().doesNotContain("expired");
    }

    @Test
    void invalidGrantOfAClientIsNoSignInError() {
        server.answer(400, "{\"error\":\"invalid_grant\"}");
        TokenFetchException failure = catchThrowableOfType(
                TokenFetchException.class,
                () -> endpoint.clientCredentials(server.url(), "s", new ClientCredentials("app", SECRET)));
        assertThat(failure.isMisconfigured()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"429, true", "503, true", "404, true", "302, true", "500, false", "502, false", "504, false"})
    void aStatusSaysWhetherTheRefreshTokenMayBeSpent(int status, boolean unused) {
        server.answer(status, "");
        assertThat(failure().isGrantUnused()).isEqualTo(unused);
    }

    @Test
    void anAnswerThatCannotBeReadMayHaveSpentTheRefreshToken() {
        server.answer(200, "{\"access_token\":");
        assertThat(failure().isGrantUnused()).isFalse();
    }

    @Test
    void aConnectionThatBreaksMayHaveSpentTheRefreshToken() {
        server.behave(exchange -> exchange.close());
        assertThat(failure().isGrantUnused()).isFalse();
    }

    @Test
    void aConnectionThatIsRefusedSpendsNothing() throws Exception {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/token");
        }
        TokenFetchException failure = catchThrowableOfType(
                TokenFetchException.class,
                () -> endpoint.refresh(nobody, REFRESH, ClientCredentials.publicClient("app")));
        assertThat(failure.isGrantUnused()).isTrue();
        assertThat(failure.errorCode()).isEqualTo("connection_failed");
    }

    @Test
    void aTimeOutMayHaveSpentTheRefreshToken() {
        server.behave(exchange -> server.closing().await());
        TokenEndpoint impatient = new TokenEndpoint(client, Duration.ofMillis(300));
        TokenFetchException failure = catchThrowableOfType(
                TokenFetchException.class,
                () -> impatient.refresh(server.url(), REFRESH, ClientCredentials.publicClient("app")));
        assertThat(failure.errorCode()).isEqualTo("timeout");
        assertThat(failure.isGrantUnused()).isFalse();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aClientThatIsClosedSpendsNothing() throws Exception {
        client.close();
        assertThat(failure().errorCode()).isEqualTo("closed");
        assertThat(failure().isGrantUnused()).isTrue();
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aDeadlineThatIsClosedSpendsNothing() {
        Deadline closed = new Deadline();
        closed.close();
        endpoint = new TokenEndpoint(client, Duration.ofSeconds(20), closed);
        assertThat(failure().errorCode()).isEqualTo("closed");
        assertThat(failure().isGrantUnused()).isTrue();
        assertThat(server.requests()).isEmpty();
    }

    private TokenGrant.OfUser refresh() throws TokenFetchException {
        return endpoint.refresh(server.url(), REFRESH, new ClientCredentials("app", SECRET));
    }

    private TokenFetchException failure() {
        return catchThrowableOfType(TokenFetchException.class, this::refresh);
    }

    private TokenServer.Request request() {
        assertThat(server.requests()).hasSize(1);
        return server.requests().get(0);
    }

    private String[] form() {
        return request().body().split("&");
    }
}
