package io.fourinsight.client.session.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.base.Sha256;
import io.fourinsight.client.session.oauth.IdToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The JSON of a token file, as the Python packages write it: the last answer of the token endpoint, with
 * {@code token_url}, {@code expires_at} in seconds and the scope as a list.
 *
 * <p>Parsers' exceptions are dropped: they quote.
 */
final class StoredTokensFormat {
    private static final String ACCESS_TOKEN = "access_token";
    private static final String REFRESH_TOKEN = "refresh_token";
    private static final String TOKEN_URL = "token_url";
    private static final String EXPIRES_AT = "expires_at";
    private static final String EXPIRES_ON = "expires_on";
    private static final String EXPIRES_IN = "expires_in";
    private static final String SCOPE = "scope";

    /** Ours. The Python packages keep them when they refresh and drop them when somebody signs in, which is right. */
    private static final String SIGNED_IN_AT = "camel_signed_in_at";

    private static final String SUBJECT = "camel_subject";

    /** An object that names the tokens which it is about: Python keeps it when it refreshes, and then it holds no more. */
    private static final String REFUSAL = "camel_refused";

    private static final String REFUSAL_ERROR = "error";
    private static final String REFUSAL_CLIENT = "client_id";
    private static final String REFUSAL_AT = "at";
    private static final String REFUSAL_OF = "of";

    /** What may stand in a header. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private static final Pattern ERROR_CODE = Pattern.compile("\\w{1,40}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(?:\\.\\d{1,12})?");
    private static final Pattern SPACES = Pattern.compile(" +");

    private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L); // the end of the year 9999

    /** Numbers that are not ours come out as they went in, to the last digit; letters as Python writes them. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private StoredTokensFormat() {}

    /**
     * The tokens in a file, or nothing if it is damaged.
     *
     * @param writtenAt when the file was written: {@code expires_in} counts from there, if nothing better is given
     */
    static Optional<StoredTokens> parse(byte[] bytes, Instant writtenAt) {
        try {
            return JSON.readTree(bytes) instanceof ObjectNode fields ? tokens(fields, writtenAt) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            // the latter comes from Jackson: of a decimal whose exponent has more digits than an int
            return Optional.empty();
        }
    }

    private static Optional<StoredTokens> tokens(ObjectNode fields, Instant writtenAt) {
        Optional<Secret> accessToken = secret(fields, ACCESS_TOKEN);
        Optional<URI> tokenUrl = tokenUrl(fields);
        if (accessToken.isEmpty() || tokenUrl.isEmpty()) {
            return Optional.empty();
        }
        StoredTokens tokens = new StoredTokens(
                accessToken.get(),
                secret(fields, REFRESH_TOKEN),
                tokenUrl.get(),
                expiry(fields, writtenAt),
                instant(fields.path(SIGNED_IN_AT)),
                subject(fields),
                fields);
        return Optional.of(refusal(tokens).map(tokens::refused).orElse(tokens));
    }

    /** The file for these tokens: their fields, with the values that they were given since. */
    static byte[] format(StoredTokens tokens) {
        ObjectNode fields = tokens.fields().deepCopy();
        fields.put(TOKEN_URL, tokens.tokenUrl().toString());
        fields.put(ACCESS_TOKEN, tokens.accessToken().value());
        put(fields, REFRESH_TOKEN, tokens.refreshToken().map(Secret::value));
        put(fields, SIGNED_IN_AT, tokens.signedInAt().map(Instant::toString));
        // of a sign-in with Python it is in the ID token, and stays there
        put(fields, SUBJECT, tokens.subject().filter(subject -> tokens.signedInAt()
                .isPresent()));
        tokens.refusal().ifPresentOrElse(refusal -> put(fields, tokens, refusal), () -> fields.remove(REFUSAL));
        // what was read stays as it is: a float of Python's has more digits than an Instant
        if (seconds(fields.path(EXPIRES_AT)).filter(tokens.expiresAt()::equals).isEmpty()) {
            fields.put(EXPIRES_AT, seconds(tokens.expiresAt()));
        }
        if (fields.path(SCOPE).isTextual()) {
            ArrayNode list = fields.arrayNode();
            SPACES.splitAsStream(fields.path(SCOPE).textValue())
                    .filter(scope -> !scope.isEmpty())
                    .forEach(list::add);
            fields.set(SCOPE, list);
        }
        try {
            return JSON.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON could not be written"); // not chained: it quotes
        }
    }

    private static void put(ObjectNode fields, String name, Optional<String> value) {
        value.ifPresentOrElse(text -> fields.put(name, text), () -> fields.remove(name));
    }

    private static void put(ObjectNode fields, StoredTokens tokens, StoredTokens.Refusal refusal) {
        fields.putObject(REFUSAL)
                .put(REFUSAL_ERROR, refusal.errorCode())
                .put(REFUSAL_CLIENT, refusal.clientId())
                .put(REFUSAL_AT, refusal.at().toString())
                .put(REFUSAL_OF, generation(tokens));
    }

    /** A refusal that is of these very tokens; somebody may have renewed them since it was noted. */
    private static Optional<StoredTokens.Refusal> refusal(StoredTokens tokens) {
        JsonNode noted = tokens.fields().path(REFUSAL);
        String error = noted.path(REFUSAL_ERROR).asText();
        if (!ERROR_CODE.matcher(error).matches()
                || !noted.path(REFUSAL_OF).asText().equals(generation(tokens))) {
            return Optional.empty();
        }
        return instant(noted.path(REFUSAL_AT))
                .map(at -> new StoredTokens.Refusal(
                        error, noted.path(REFUSAL_CLIENT).asText(), at));
    }

    private static String generation(StoredTokens tokens) {
        return Sha256.hex(String.join(
                "\n",
                "refused",
                tokens.accessToken().value(),
                tokens.expiresAt().toString(),
                tokens.refreshToken().map(Secret::value).orElse("")));
    }

    private static Optional<Secret> secret(JsonNode fields, String name) {
        return Optional.ofNullable(fields.path(name).textValue())
                .filter(text -> TOKEN.matcher(text).matches())
                .map(Secret::of);
    }

    private static Optional<URI> tokenUrl(JsonNode fields) {
        try {
            URI url = new URI(fields.path(TOKEN_URL).asText());
            return Optional.of(url).filter(absolute -> absolute.isAbsolute() && absolute.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The end of the lifetime; long past if the file does not say, then the token is refreshed. */
    private static Instant expiry(JsonNode fields, Instant writtenAt) {
        return seconds(fields.path(EXPIRES_AT))
                .or(() -> seconds(fields.path(EXPIRES_ON)))
                .or(() -> seconds(fields.path(EXPIRES_IN)).map(lifetime -> plus(writtenAt, lifetime)))
                .orElse(Instant.EPOCH);
    }

    /** No later than what can be read again: else the lifetime would begin anew each time that the file is written. */
    private static Instant plus(Instant writtenAt, Instant lifetime) {
        Instant end = writtenAt.plusSeconds(lifetime.getEpochSecond());
        Instant latest = Instant.ofEpochSecond(LATEST.longValue());
        return end.isAfter(latest) ? latest : end;
    }

    private static Optional<Instant> seconds(JsonNode node) {
        Optional<BigDecimal> number = Optional.empty();
        if (node.isNumber()) {
            number = Optional.of(node.decimalValue());
        } else if (node.isTextual() && SECONDS.matcher(node.textValue()).matches()) {
            number = Optional.of(new BigDecimal(node.textValue()));
        }
        return number.filter(seconds -> seconds.signum() >= 0 && seconds.compareTo(LATEST) <= 0)
                .map(seconds -> Instant.ofEpochSecond(
                        seconds.longValue(),
                        seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue()));
    }

    private static BigDecimal seconds(Instant time) {
        BigDecimal seconds = BigDecimal.valueOf(time.getEpochSecond());
        return time.getNano() == 0 ? seconds : seconds.add(BigDecimal.valueOf(time.getNano(), 9));
    }

    /** The person that signed in: as we noted it, or else, for a sign-in with Python, as the ID token says. */
    private static Optional<String> subject(ObjectNode fields) {
        return Optional.ofNullable(fields.path(SUBJECT).textValue())
                .or(() -> IdToken.in(fields).flatMap(IdToken::subject));
    }

    private static Optional<Instant> instant(JsonNode text) {
        try {
            return Optional.ofNullable(text.textValue()).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
