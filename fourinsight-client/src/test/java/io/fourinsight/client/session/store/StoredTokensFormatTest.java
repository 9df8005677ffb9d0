package io.fourinsight.client.session.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.fourinsight.client.base.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTokensFormatTest {
    private static final Instant WRITTEN_AT = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void readsWhatPythonWrites() {
        StoredTokens tokens = parse(TokenFileFixture.PYTHON_JSON).orElseThrow();
        assertThat(tokens.accessToken()).isEqualTo(Secret.of("ACCESS-5"));
        assertThat(tokens.refreshToken()).contains(Secret.of("REFRESH-5"));
        assertThat(tokens.tokenUrl()).isEqualTo(TokenFileFixture.TOKEN_URL);
        assertThat(tokens.expiresAt()).isEqualTo(Instant.ofEpochSecond(1795455164, 903_100));
        assertThat(tokens.signedInAt()).isEmpty();
        assertThat(tokens.subject()).isEmpty();
        assertThat(tokens).asString().doesNotContain("ACCESS", "REFRESH", "ID.TOKEN");
    }

    @Test
    void whatIsNotOursStaysToTheLastDigit() throws Exception {
        String written = write(parse(TokenFileFixture.PYTHON_JSON).orElseThrow());
        assertThat(written)
                .isEqualTo(TokenFileFixture.PYTHON_JSON.replace("\": ", "\":").replace(", \"", ",\""));
    }

    @Test
    void aRefusalIsKeptForAsLongAsTheTokensAre() throws Exception {
        StoredTokens.Refusal refusal = new StoredTokens.Refusal("invalid_grant", "app", WRITTEN_AT);
        StoredTokens tokens = parse(TokenFileFixture.PYTHON_JSON).orElseThrow();
        String refused = write(tokens.refused(refusal));
        assertThat(json(refused).size()).isEqualTo(tokens.fields().size() + 1);
        assertThat(json(refused).get("camel_refused").toString()).doesNotContain("ACCESS", "REFRESH");

        StoredTokens read = parse(refused).orElseThrow();
        assertThat(read.refusal()).contains(refusal);
        assertThat(parse(write(read)).orElseThrow().refusal()).contains(refusal);
        assertThat(write(TokenFileFixture.refreshed(read, "ACCESS-6", "REFRESH-6")))
                .doesNotContain("camel_refused");
    }

    /** Python keeps fields that it does not know when it refreshes, and may get the same refresh token again. */
    @ParameterizedTest
    @CsvSource({"ACCESS-5, ACCESS-6", "REFRESH-5, REFRESH-6", "1795455164, 1795455165"})
    void aRefusalIsNotOfWhatPythonGotSince(String before, String after) {
        StoredTokens.Refusal refusal = new StoredTokens.Refusal("invalid_grant", "app", WRITTEN_AT);
        String refused = write(parse(TokenFileFixture.PYTHON_JSON).orElseThrow().refused(refusal));
        StoredTokens refreshed = parse(refused.replace(before, after)).orElseThrow();
        assertThat(refreshed.refusal()).isEmpty();
        assertThat(write(refreshed)).doesNotContain("camel_refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "17", "\"invalid_grant\"", "[]", "{}", "{\"error\":\"invalid_grant\"}"})
    void aRefusalThatCannotBeUnderstoodIsNone(String damaged) {
        StoredTokens tokens = parse(withFields("\"expires_at\":1,\"camel_refused\":" + damaged))
                .orElseThrow();
        assertThat(tokens.refusal()).isEmpty();
    }

    /** Python on Windows reads files in the code page of the machine. */
    @Test
    void theFileIsAscii() {
        StoredTokens tokens =
                parse(withFields("\"expires_at\":1,\"name\":\"Bjørn\"")).orElseThrow();
        assertThat(write(tokens)).contains("\"name\":\"Bj\\u00F8rn\"");
    }

    @Test
    void aRefreshReplacesTheTokensAndTheirTime() throws Exception {
        StoredTokens old = parse(TokenFileFixture.PYTHON_JSON).orElseThrow();
        JsonNode written = json(write(TokenFileFixture.refreshed(old, "ACCESS-6", "REFRESH-6")));
        assertThat(written.get("access_token").textValue()).isEqualTo("ACCESS-6");
        assertThat(written.get("refresh_token").textValue()).isEqualTo("REFRESH-6");
        assertThat(written.get("expires_at").decimalValue().longValue()).isEqualTo(1795458764);
        assertThat(written.get("profile_info").textValue()).isEqualTo("eyJ2ZXIi");
        assertThat(written.get("scope")).hasSize(3);
        assertThat(old.fields().get("access_token").textValue())
                .as("the old tokens are as they were")
                .isEqualTo("ACCESS-5");
    }

    @Test
    void aSignInIsRemembered() {
        StoredTokens old = parse(TokenFileFixture.PYTHON_JSON).orElseThrow();
        Optional<Instant> signedInAt = Optional.of(Instant.parse("2026-02-03T04:05:06.789Z"));
        StoredTokens signedIn = new StoredTokens(
                old.accessToken(),
                Optional.empty(),
                old.tokenUrl(),
                old.expiresAt(),
                signedInAt,
                Optional.of("ada"),
                old.fields());
        StoredTokens read = parse(write(signedIn)).orElseThrow();
        assertThat(read.signedInAt()).isEqualTo(signedInAt);
        assertThat(read.subject()).contains("ada");
        assertThat(read.refreshToken()).isEmpty();
        assertThat(write(read)).isEqualTo(write(signedIn));
    }

    @Test
    void whoSignedInWithPythonIsReadFromTheIdTokenAndNotNotedAsOurs() {
        String idToken = new PlainJWT(new JWTClaimsSet.Builder()
                        .subject("8f1c")
                        .claim("emails", List.of("ada@example.com"))
                        .build())
                .serialize();
        StoredTokens read = parse(TokenFileFixture.PYTHON_JSON.replace("ID.TOKEN.x", idToken))
                .orElseThrow();
        assertThat(read.subject()).contains("ada@example.com (8f1c)");
        assertThat(write(TokenFileFixture.refreshed(read, "ACCESS-6", "REFRESH-6")))
                .contains(idToken)
                .doesNotContain("camel_");
    }

    @Test
    void aScopeAsTextBecomesAList() throws Exception {
        StoredTokens tokens =
                parse(withFields("\"expires_at\":1,\"scope\":\"a  b c\"")).orElseThrow();
        assertThat(json(write(tokens)).get("scope").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
        StoredTokens indented =
                parse(withFields("\"expires_at\":1,\"scope\":\" a\"")).orElseThrow();
        assertThat(json(write(indented)).get("scope").toString()).isEqualTo("[\"a\"]");
    }

    @Test
    void aNewEndIsWrittenToTheDigitsThatItHas() {
        StoredTokens whole = parse(withFields("\"expires_at\":1700000000")).orElseThrow();
        assertThat(write(TokenFileFixture.refreshed(whole, "A", "R"))).contains("\"expires_at\":1700003600,");
        StoredTokens half = parse(withFields("\"expires_at\":1700000000.5")).orElseThrow();
        assertThat(write(TokenFileFixture.refreshed(half, "A", "R"))).contains("\"expires_at\":1700003600.5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"expires_at\":1700000000                            | 2023-11-14T22:13:20Z",
                "\"expires_at\":1700000000.5                          | 2023-11-14T22:13:20.5Z",
                "\"expires_at\":1.7e9                                 | 2023-11-14T22:13:20Z",
                "\"expires_at\":\"1700000000\"                        | 2023-11-14T22:13:20Z",
                "\"expires_at\":1,\"expires_on\":2                    | 1970-01-01T00:00:01Z",
                "\"expires_on\":1700000000,\"expires_in\":5           | 2023-11-14T22:13:20Z",
                "\"expires_on\":\"1700000000\"                        | 2023-11-14T22:13:20Z",
                "\"expires_at\":null,\"expires_in\":60                | 2026-01-01T00:01:00Z",
                "\"expires_at\":true,\"expires_in\":\"60\"            | 2026-01-01T00:01:00Z",
                "\"expires_at\":1e300,\"expires_in\":60               | 2026-01-01T00:01:00Z",
                "\"expires_at\":1e999999999                           | 1970-01-01T00:00:00Z",
                "\"expires_at\":1e-999999999 | 1970-01-01T00:00:00Z",
                "\"expires_at\":0,\"expires_in\":60                  | 1970-01-01T00:00:00Z",
                "\"expires_at\":-1                                     | 1970-01-01T00:00:00Z",
                "\"expires_at\":\"soon\"                              | 1970-01-01T00:00:00Z",
                "\"x\":0                                              | 1970-01-01T00:00:00Z",
            })
    void theEndIsReadFromWhatThereIs(String fields, Instant end) {
        assertThat(parse(withFields(fields)).orElseThrow().expiresAt()).isEqualTo(end);
    }

    /** What is written must be read as the same: a lifetime of thousands of years would begin anew each time. */
    @Test
    void anAbsurdLifetimeEndsWhenItIsWrittenAndRead() {
        StoredTokens tokens = parse(withFields("\"expires_in\":253402300799")).orElseThrow();
        assertThat(tokens.expiresAt()).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
        StoredTokens read = StoredTokensFormat.parse(StoredTokensFormat.format(tokens), WRITTEN_AT.plusSeconds(60))
                .orElseThrow();
        assertThat(read.expiresAt()).isEqualTo(tokens.expiresAt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"ACCESS-5\"",
                "{}",
                "{\"access_token\":\"A\"}",
                "{\"token_url\":\"https://example.com\"}",
                "{\"access_token\":\"A\",\"token_url\":\"/relative\"}",
                "{\"access_token\":\"A\",\"token_url\":\"no url\"}",
                "{\"access_token\":\"\",\"token_url\":\"https://example.com\"}",
                "{\"access_token\":5,\"token_url\":\"https://example.com\"}",
                "{\"access_token\":\"A\\r\\nX: y\",\"token_url\":\"https://example.com\"}",
                "{\"access_token\":\"A\",\"token_url\":\"https://example.com\"}}",
                "{\"access_token\":\"A\",\"token_url\":\"https://example.com\",\"expires_at\":NaN}",
                "{\"access_token\":\"A\",\"token_url\":\"https://example.com\",\"expires_at\":1e88888888888}",
                "{\"access_token\":\"A\",\"token_url\":\"https://example.com\",\"other\":[1e-88888888888]}",
                "\0\1\2\3",
            })
    void whatCannotBeUnderstoodIsNothing(String damaged) {
        assertThat(parse(damaged)).isEmpty();
    }

    @Test
    void everyCutOfAFileIsNothing() {
        String whole = TokenFileFixture.PYTHON_JSON;
        for (int length = 0; length < whole.length(); length++) {
            assertThat(parse(whole.substring(0, length)))
                    .as("the first %s characters", length)
                    .isEmpty();
        }
    }

    private static String withFields(String fields) {
        return "{\"access_token\":\"A\",\"token_url\":\"https://example.com/token\"," + fields + "}";
    }

    private static Optional<StoredTokens> parse(String text) {
        return StoredTokensFormat.parse(text.getBytes(StandardCharsets.UTF_8), WRITTEN_AT);
    }

    private static String write(StoredTokens tokens) {
        return new String(StoredTokensFormat.format(tokens), StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
