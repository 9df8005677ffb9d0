package io.fourinsight.camel.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Understands the answer of a token endpoint: first by its HTTP status, then by its error code, because proxies and
 * gateways answer in the endpoint's place without knowing OAuth.
 *
 * <p>Nothing that was received gets into a message, but for codes of a known form. Parsers' exceptions are dropped:
 * they quote.
 */
final class TokenAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Errors that stay until somebody changes the configuration (RFC 6749 section 5.2). */
    private static final Set<String> CONFIGURATION_ERRORS = Set.of(
            "invalid_client",
            "unauthorized_client",
            "invalid_scope",
            "invalid_request",
            "unsupported_grant_type",
            // a client has no grant of its own that could have expired; of a user it is a sign-in error
            "invalid_grant");

    /** Errors that only the user can mend: the grant is expired, revoked or used, or Entra and OpenID want a person. */
    private static final Set<String> SIGN_IN_ERRORS = Set.of(
            "invalid_grant",
            "interaction_required",
            "login_required",
            "consent_required",
            "account_selection_required");

    private static final Pattern ERROR_CODE = Pattern.compile("^[a-z][a-z_]{0,39}\\z");
    private static final Pattern ENTRA_CODE = Pattern.compile("AAD(STS|B2C)\\d{4,8}");
    private static final Pattern CORRELATION_ID =
            Pattern.compile("^\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\z");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    /** What may stand in a header as a bearer token (RFC 6750 section 2.1). */
    private static final Pattern B64_TOKEN = Pattern.compile("^[A-Za-z0-9._~+/-]+=*\\z");

    private final String endpoint;
    private final String clientId;
    private final boolean toUser;

    private TokenAnswer(String endpoint, String clientId, boolean toUser) {
        this.endpoint = endpoint;
        this.clientId = clientId;
        this.toUser = toUser;
    }

    /**
     * The answer to a client that asked for itself.
     *
     * @param endpoint host and port, for messages
     */
    static TokenAnswer toClient(String endpoint, String clientId) {
        return new TokenAnswer(endpoint, clientId, false);
    }

    /**
     * The answer to a client that asked for a user.
     *
     * @param endpoint host and port, for messages
     */
    static TokenAnswer toUser(String endpoint, String clientId) {
        return new TokenAnswer(endpoint, clientId, true);
    }

    TokenGrant grant(HTTPResponse response) throws TokenFetchException {
        return granted(success(response));
    }

    GrantAnswer wholeGrant(HTTPResponse response) throws TokenFetchException {
        ObjectNode body = success(response);
        ObjectNode fields = body.deepCopy();
        TokenGrant grant = granted(body);
        JsonNode refreshToken = fields.path("refresh_token");
        boolean present = refreshToken.isTextual() && !refreshToken.textValue().isEmpty();
        if (!present) {
            fields.remove("refresh_token"); // null or empty: must not hide the one that stays good
        }
        return new GrantAnswer(
                grant, present ? Optional.of(Secret.of(refreshToken.textValue())) : Optional.empty(), fields);
    }

    /** The body of a success. */
    private ObjectNode success(HTTPResponse response) throws TokenFetchException {
        int status = response.getStatusCode();
        Optional<ObjectNode> json = json(response.getBody());
        Optional<String> error = json.flatMap(body -> text(body, "error", ERROR_CODE));
        if (status >= 300 && status < 400) {
            throw TokenFetchException.unavailable(
                            "redirect",
                            endpoint + " answered with a redirect, which is not followed; check the token URL")
                    .withGrantUnused();
        }
        if (status == 429 || status >= 500) {
            TokenFetchException busy = TokenFetchException.busy(
                    error.orElse("http_" + status), endpoint + " answered " + status, retryAfter(response));
            throw status == 429 || status == 503 ? busy.withGrantUnused() : busy; // these say that nothing was done
        }
        if (error.isPresent()) {
            throw refused(status, error.get(), json.get());
        }
        if (status < 200 || status >= 300) {
            throw TokenFetchException.unavailable("http_" + status, endpoint + " answered " + status)
                    .withGrantUnused();
        }
        return json.orElseThrow(() -> invalid("the answer is not a JSON object"));
    }

    private TokenFetchException refused(int status, String error, ObjectNode body) {
        StringBuilder what = new StringBuilder(endpoint + " answered " + status + " " + error);
        text(body, "error_description", ENTRA_CODE)
                .ifPresent(code -> what.append(' ').append(code));
        text(body, "correlation_id", CORRELATION_ID)
                .ifPresent(id -> what.append(", correlation id ").append(id));
        if (toUser && SIGN_IN_ERRORS.contains(error)) {
            return TokenFetchException.loginRequired(error, what.toString());
        }
        if (!CONFIGURATION_ERRORS.contains(error)) {
            return TokenFetchException.unavailable(error, what.toString()).withGrantUnused();
        }
        what.append("; check client id (").append(Fingerprint.of(clientId)).append("), client secret and scope");
        return TokenFetchException.misconfigured(error, what.toString()).withGrantUnused();
    }

    private TokenGrant granted(ObjectNode body) throws TokenFetchException {
        OptionalLong expiresIn = seconds(body.path("expires_in"));
        OptionalLong refreshIn = seconds(body.path("refresh_in"));
        // ours to interpret: Nimbus refuses some of the forms that servers use
        body.remove("expires_in");
        // checked before Nimbus, which trims
        if (text(body, "access_token", B64_TOKEN).isEmpty()) {
            throw invalid("access_token is missing or has characters that no bearer token may have");
        }
        AccessToken token;
        try {
            token = AccessToken.parse(JSONObjectUtils.parse(body.toString()));
        } catch (ParseException | RuntimeException e) {
            throw invalid("token_type is missing or unknown, or a field is malformed");
        }
        if (!AccessTokenType.BEARER.equals(token.getType())) {
            throw invalid("token_type is not bearer");
        }
        return new TokenGrant(Secret.of(token.getValue()), expiresIn, refreshIn);
    }

    private TokenFetchException invalid(String why) {
        return TokenFetchException.unavailable("invalid_response", endpoint + " answered with success, but " + why);
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
    private static Optional<String> text(JsonNode body, String field, Pattern form) {
        JsonNode node = body.path(field);
        Matcher matcher = form.matcher(node.isTextual() ? node.textValue() : "");
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** A number, or a number in quotes, with or without a fraction. Through double, which no exponent can make slow. */
    static OptionalLong seconds(JsonNode field) {
        try {
            double seconds = Double.parseDouble(field.asText());
            return Double.isNaN(seconds) ? OptionalLong.empty() : OptionalLong.of((long) seconds);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** Seconds or a date (RFC 9110 section 10.2.3). */
    private static Optional<Duration> retryAfter(HTTPResponse response) {
        String value = response.getHeaderValue(HttpHeaders.RETRY_AFTER);
        if (value == null) {
            return Optional.empty();
        }
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        Instant date = DateUtils.parseStandardDate(value);
        return Optional.ofNullable(date).map(until -> Duration.between(Instant.now(), until));
    }
}
