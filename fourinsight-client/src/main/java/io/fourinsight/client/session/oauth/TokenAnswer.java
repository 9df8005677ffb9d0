package io.fourinsight.client.session.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.session.token.TokenGrant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands the answer of a token endpoint.
 *
 * <p>It reads the fields that it needs, and leaves all others as they are: providers differ in them, and a token that can
 * be used must not be lost over a field that nobody asks for. So it does without Nimbus, which reads them all.
 *
 * <p>Nothing that was received gets into a message, but for codes of a known form. Parsers' exceptions are dropped:
 * they quote.
 */
public final class TokenAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What may stand in a header as a bearer token (RFC 6750 section 2.1). */
    private static final Pattern B64_TOKEN = Pattern.compile("^[A-Za-z0-9._~+/-]+=*\\z");

    private final ErrorAnswer errors;
    private final Runnable typeless;

    private TokenAnswer(ErrorAnswer errors, Runnable typeless) {
        this.errors = errors;
        this.typeless = typeless;
    }

    /**
     * The answer to a client that asked for itself.
     *
     * @param endpoint host and port, for messages
     * @param typeless is told if the answer does not say what type its token has
     */
    static TokenAnswer toClient(String endpoint, String clientId, Runnable typeless) {
        return new TokenAnswer(new ErrorAnswer(endpoint, clientId, false), typeless);
    }

    /** The same to a client that asked for a user. */
    static TokenAnswer toUser(String endpoint, String clientId, Runnable typeless) {
        return new TokenAnswer(new ErrorAnswer(endpoint, clientId, true), typeless);
    }

    TokenGrant grant(HTTPResponse response) throws TokenFetchException {
        return granted(success(response));
    }

    TokenGrant.OfUser wholeGrant(HTTPResponse response) throws TokenFetchException {
        ObjectNode fields = success(response);
        JsonNode field = fields.path("refresh_token");
        Optional<Secret> refreshToken = field.isTextual() && !field.textValue().isEmpty()
                ? Optional.of(Secret.of(field.textValue()))
                : Optional.empty();
        if (refreshToken.isEmpty()) {
            fields.remove("refresh_token"); // null or empty: must not hide the one that stays good
        }
        try {
            return new TokenGrant.OfUser(granted(fields), refreshToken, fields);
        } catch (TokenFetchException e) {
            // the one that was sent is spent for this one, which is good whatever else is wrong with the answer
            throw refreshToken.isEmpty()
                    ? e
                    : e.withNext(new TokenFetchException.NextRefreshToken(
                            refreshToken.get(), IdToken.in(fields).flatMap(IdToken::subject)));
        }
    }

    /** The body of a success. */
    private ObjectNode success(HTTPResponse response) throws TokenFetchException {
        Optional<ObjectNode> json = json(response.getBody());
        TokenFetchException failure = errors.in(response, json);
        if (failure != null) {
            throw failure;
        }
        return json.orElseThrow(() -> invalid("the answer is not a JSON object"));
    }

    private TokenGrant granted(ObjectNode body) throws TokenFetchException {
        Optional<String> accessToken = text(body, "access_token", B64_TOKEN);
        if (accessToken.isEmpty()) {
            throw invalid("access_token is missing or has characters that no bearer token may have");
        }
        requireBearer(body.path("token_type"));
        return new TokenGrant(
                Secret.of(accessToken.get()), seconds(body.path("expires_in")), seconds(body.path("refresh_in")));
    }

    /** It is required (RFC 6749 section 5.1), but a provider that leaves it out means the only type in use. */
    private void requireBearer(JsonNode type) throws TokenFetchException {
        if (type.isMissingNode() || type.isNull()) {
            typeless.run();
        } else if (!type.isTextual() || !type.textValue().strip().equalsIgnoreCase("bearer")) {
            throw invalid("token_type is not bearer");
        }
    }

    private TokenFetchException invalid(String why) {
        return TokenFetchException.unavailable(
                "invalid_response", errors.endpoint() + " answered with success, but " + why);
    }

    private static Optional<ObjectNode> json(String body) {
        try {
            return body != null && JSON.readTree(body) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty(); // e quotes the body
        }
    }

    /** The first part of the field that has the wanted form. */
    static Optional<String> text(JsonNode body, String field, Pattern form) {
        JsonNode node = body.path(field);
        Matcher matcher = form.matcher(node.isTextual() ? node.textValue() : "");
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** A number, or a number in quotes, with or without a fraction. Through double, which no exponent can make slow. */
    public static OptionalLong seconds(JsonNode field) {
        try {
            double seconds = Double.parseDouble(field.asText());
            return Double.isNaN(seconds) ? OptionalLong.empty() : OptionalLong.of((long) seconds);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
