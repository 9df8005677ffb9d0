package io.fourinsight.client.session.oauth;

import static io.fourinsight.client.session.oauth.TokenEndpointFixture.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.fourinsight.client.base.Fingerprint;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.session.token.TokenGrant;
import io.fourinsight.client.session.token.TokenLifetime;
import io.fourinsight.client.testing.CapturedLog;
import io.fourinsight.client.testing.MutableClock;
import io.fourinsight.client.testing.TokenServer;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the answers that token endpoints give. */
@Timeout(60)
class TokenAnswerTest {
    private static final String CORRELATION_ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private TokenEndpointFixture on;

    @BeforeEach
    void start() throws IOException {
        on = new TokenEndpointFixture();
    }

    @AfterEach
    void stop() throws IOException {
        on.close();
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
        on.server.answer(200, "{\"access_token\":\"abc\",\"token_type\":\"Bearer\"," + field + "}");
        TokenGrant grant = on.fetch(CREDENTIALS);
        assertThat(grant.expiresIn()).isEqualTo(seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds));
        assertThat(TokenLifetime.of(grant, 0, 0.5).hardAt()).isBetween(900L, 86_400_000L);
    }

    @Test
    void takesTheServersWishWhenToRefresh() throws Exception {
        on.server.answer(
                200,
                "{\"access_token\":\"abc\",\"token_type\":\"Bearer\",\"expires_in\":7200,\"refresh_in\":\"3600\","
                        + "\"ext_expires_in\":7200}");
        assertThat(on.fetch(CREDENTIALS).refreshIn()).hasValue(3600);
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
                "{\"access_token\":\"SECRET\",\"token_type\":\"\"}",
                "{\"access_token\":\"SECRET\",\"token_type\":17}",
                "{\"access_token\":\"SECRET\",\"token_type\":[\"Bearer\"]}",
                "{\"access_token\":\"SECRET\",\"token_type\":\"mac\"}",
                "{\"access_token\":\"SECRET\",\"token_type\":\"DPoP\"}",
                "{\"access_token\":\"SECRET\\r\\nX: y\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"SECRET \",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"SECRETø\",\"token_type\":\"Bearer\"}",
                ""
            })
    void whatIsNoTokenIsAnInvalidAnswerAndNotQuoted(String body) {
        on.server.answer(200, body);
        TokenFetchException failure = on.failure();
        assertThat(failure.isMisconfigured()).isFalse();
        assertThat(failure.errorCode()).isEqualTo("invalid_response");
        assertThat(failure).hasNoCause();
        assertThat(failure.getMessage()).contains("127.0.0.1").doesNotContain("SECRET", "proxy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"token_type\":\"Bearer\"|access_token",
                "\"access_token\":\"a b\",\"token_type\":\"Bearer\"|access_token",
                "\"access_token\":17,\"token_type\":\"Bearer\"|access_token",
                "\"access_token\":\"abc\",\"token_type\":\"N_A\"|token_type",
                "\"access_token\":\"abc\",\"token_type\":{}|token_type",
            })
    void anErrorNamesTheFieldThatIsWrong(String fields, String name) {
        on.server.answer(200, "{" + fields + "}");
        assertThat(on.failure()).hasMessageContaining("but " + name + " is ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"scope\":[\"x\",\"y\"]",
                "\"scope\":[]",
                "\"scope\":null",
                "\"scope\":17",
                "\"scope\":{\"x\":true}",
                "\"scope\":\"\"",
                "\"issued_token_type\":17",
                "\"issued_token_type\":\"not a URI\"",
                "\"issued_token_type\":null",
                "\"authorization_details\":{}",
                "\"authorization_details\":\"x\"",
                "\"authorization_details\":[17]",
                "\"refresh_token\":17",
                "\"id_token\":{}",
                "\"error\":null",
                "\"error\":\"\"",
                "\"token_type\":\"BEARER\"",
                "\"token_type\":\"bearer \"",
                "\"expires_in\":[3600]",
                "\"refresh_in\":\"soon\"",
                "\"\\u0000\":0"
            })
    void aTokenIsTakenHoweverOddTheOtherFieldsAre(String field) throws Exception {
        String type =
                field.contains("token_type\":\"b") || field.contains("BEARER") ? "" : "\"token_type\":\"Bearer\",";
        on.server.answer(200, "{\"access_token\":\"abc\"," + type + field + "}");
        assertThat(on.fetch(CREDENTIALS).accessToken()).isEqualTo(Secret.of("abc"));
        Secret refresh = Secret.of("refresh");
        assertThat(on.endpoint
                        .refresh(on.server.url(), refresh, CREDENTIALS)
                        .grant()
                        .accessToken())
                .isEqualTo(Secret.of("abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
    void aByteOrderMarkIsNoPartOfTheAnswer(String charset) throws Exception {
        byte[] body = "\ufeff{\"access_token\":\"abc\",\"token_type\":\"Bearer\"}".getBytes(charset);
        on.server.behave(exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
        assertThat(on.fetch(CREDENTIALS).accessToken()).isEqualTo(Secret.of("abc"));
    }

    @Test
    void aTokenWithoutATypeIsABearerTokenWithOneWarning() throws Exception {
        try (CapturedLog log = CapturedLog.of(TokenEndpoint.class)) {
            for (String type : List.of("", ",\"token_type\":null", "")) {
                on.server.answer(200, "{\"access_token\":\"abc\"" + type + "}");
                assertThat(on.fetch(CREDENTIALS).accessToken()).isEqualTo(Secret.of("abc"));
                on.endpoint.refresh(on.server.url(), Secret.of("refresh"), CREDENTIALS);
            }
            assertThat(log.lines(Level.WARN))
                    .hasSize(1)
                    .allMatch(line -> line.contains("token_type")
                            && line.contains("127.0.0.1:" + on.server.url().getPort()));
        }
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
        "403, access_denied, true",
        "400, invalid_resource, true",
        "400, invalid_target, true",
        "401, unauthorized_client, true",
        "400, invalid_authorization_details, true",
        "400, something_new, false",
        "200, server_error, false",
    })
    void tellsBadConfigurationFromBadLuckByTheErrorCode(int status, String code, boolean misconfigured) {
        on.server.answer(status, "{\"error\":\"" + code + "\"}");
        TokenFetchException failure = on.failure();
        assertThat(failure.errorCode()).isEqualTo(code);
        assertThat(failure.isMisconfigured()).isEqualTo(misconfigured);
    }

    @Test
    void namesWhatHelpsAndQuotesNothingElse() {
        on.server.answer(
                401,
                "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid secret s3cr&t +% for app\","
                        + "\"error_codes\":[7000215],\"correlation_id\":\"" + CORRELATION_ID + "\"}");
        SessionException failure = on.failure().forSession("acme", MutableClock.START);
        assertThat(failure).isInstanceOf(SessionException.Misconfigured.class);
        assertThat(failure)
                .hasMessageContaining("acme")
                .hasMessageContaining("127.0.0.1:" + on.server.url().getPort())
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
        on.server.answer(400, body);
        TokenFetchException failure = on.failure();
        assertThat(failure.isMisconfigured()).isFalse();
        assertThat(failure.errorCode()).isEqualTo("http_400");
    }

    @ParameterizedTest
    @CsvSource({
        "401, check client id and client secret",
        "403, let through",
        "404, check the token URL",
        "410, check the token URL",
        "418, check token URL",
        "302, check the token URL"
    })
    void aStatusAloneIsARefusalOnlyIfItComesAgainAndNamesWhatToCheck(int status, String advice) {
        on.server.answer(status, "<html>");
        TokenFetchException failure = on.failure();
        assertThat(failure.isKnownByStatusAlone()).isTrue();
        assertThat(failure.isMisconfigured()).isFalse();
        assertThat(failure).hasMessageContaining(advice);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        on.server.answer(status, "", "Location", "/elsewhere");
        assertThat(on.failure().errorCode()).isEqualTo("redirect");
        assertThat(on.server.requests()).extracting(TokenServer.Request::path).containsExactly("/token");
    }

    @ParameterizedTest
    @CsvSource({"429, 7", "503, 0", "500, 600", "503, 9999999999", "408, 1"})
    void aBusyServerIsAskedOnceAndMaySayWhenToComeAgain(int status, long seconds) {
        on.server.answer(status, "{\"error\":\"invalid_client\"}", "Retry-After", String.valueOf(seconds));
        TokenFetchException failure = on.failure();
        assertThat(failure.isMisconfigured()).as("the status comes first").isFalse();
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(seconds));
        assertThat(on.server.requests()).hasSize(1);
    }

    @Test
    void retryAfterMayBeADate() {
        ZonedDateTime inAMinute = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(60);
        on.server.answer(503, "", "Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(inAMinute));
        TokenFetchException failure = on.failure();
        assertThat(failure.errorCode()).isEqualTo("http_503");
        assertThat(failure.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        on.server.answer(503, "", "Retry-After", "tomorrow");
        assertThat(on.failure().retryAfter()).isEmpty();
    }
}
