package io.fourinsight.client.session.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import io.fourinsight.client.base.Fingerprint;
import io.fourinsight.client.base.RetryAfter;
import io.fourinsight.client.session.token.TokenFetchException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Says what an answer of a token endpoint means that is no success: first by its HTTP status, then by its error code,
 * because proxies and gateways answer in the endpoint's place without knowing OAuth.
 *
 * @param endpoint host and port, for messages
 * @param toUser whether the client asked for a user
 */
record ErrorAnswer(String endpoint, String clientId, boolean toUser) {
    private static final String CHECK_CLIENT = "check client id and client secret";
    private static final String CHECK_SCOPE = "check scope, and that it is meant for this token URL";
    private static final String CHECK_ALLOWED =
            "check that this client is allowed to get this token, where it is registered";
    private static final String CHECK_ALL = "check client id, client secret and scope";

    /** Errors that stay until somebody changes the configuration, here or at the server, and what to do then. */
    private static final Map<String, String> CONFIGURATION_ERRORS = Map.ofEntries(
            // RFC 6749 section 5.2
            Map.entry("invalid_client", CHECK_CLIENT),
            Map.entry("invalid_request", CHECK_ALL),
            Map.entry("invalid_scope", CHECK_SCOPE),
            Map.entry("unauthorized_client", CHECK_ALLOWED),
            Map.entry("unsupported_grant_type", CHECK_ALLOWED),
            // a client has no grant of its own that could have expired; of a user it is a sign-in error
            Map.entry("invalid_grant", CHECK_ALL),
            // Entra, RFC 8707, RFC 9396
            Map.entry("invalid_resource", CHECK_SCOPE),
            Map.entry("invalid_target", CHECK_SCOPE),
            Map.entry("invalid_audience", CHECK_SCOPE),
            Map.entry("insufficient_scope", CHECK_SCOPE),
            Map.entry("invalid_authorization_details", CHECK_SCOPE),
            // OpenID Connect, and what providers borrow from other endpoints
            Map.entry("access_denied", CHECK_ALLOWED),
            Map.entry("unmet_authentication_requirements", CHECK_ALLOWED),
            Map.entry("unsupported_response_type", CHECK_ALLOWED),
            Map.entry("client_disabled", CHECK_ALLOWED));

    /** Errors that say themselves that they pass. */
    private static final Set<String> PASSING_ERRORS =
            Set.of("temporarily_unavailable", "server_error", "slow_down", "too_many_requests");

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

    /** Null if the answer is a success. */
    @Nullable
    TokenFetchException in(HTTPResponse response, Optional<ObjectNode> json) {
        int status = response.getStatusCode();
        Optional<String> error = json.flatMap(body -> TokenAnswer.text(body, "error", ERROR_CODE));
        if (status >= 300 && status < 400) {
            return TokenFetchException.unavailable(
                            "redirect",
                            endpoint + " answered with a redirect, which is not followed; check the token URL")
                    .withGrantUnused()
                    .byStatus();
        }
        if (status == 408 || status == 429 || status >= 500) {
            TokenFetchException busy = TokenFetchException.busy(
                    error.orElse("http_" + status), endpoint + " answered " + status, retryAfter(response));
            // these say that nothing was done
            return status == 408 || status == 429 || status == 503 ? busy.withGrantUnused() : busy;
        }
        if (error.isPresent()) {
            return refused(status, error.get(), json.get());
        }
        if (status < 200 || status >= 300) {
            return TokenFetchException.unavailable(
                            "http_" + status, endpoint + " answered " + status + "; " + adviceFor(status))
                    .withGrantUnused()
                    .byStatus();
        }
        return null;
    }

    private TokenFetchException refused(int status, String error, ObjectNode body) {
        StringBuilder what = new StringBuilder(endpoint + " answered " + status + " " + error);
        TokenAnswer.text(body, "error_description", ENTRA_CODE)
                .ifPresent(code -> what.append(' ').append(code));
        TokenAnswer.text(body, "correlation_id", CORRELATION_ID)
                .ifPresent(id -> what.append(", correlation id ").append(id));
        if (toUser && SIGN_IN_ERRORS.contains(error)) {
            return TokenFetchException.loginRequired(error, what.toString());
        }
        String advice = CONFIGURATION_ERRORS.get(error);
        if (advice != null) {
            what.append("; ")
                    .append(advice)
                    .append(" (client ")
                    .append(Fingerprint.of(clientId))
                    .append(')');
            return TokenFetchException.misconfigured(error, what.toString()).withGrantUnused();
        }
        TokenFetchException unknown =
                TokenFetchException.unavailable(error, what.toString()).withGrantUnused();
        return PASSING_ERRORS.contains(error) ? unknown.passing() : unknown.byStatus();
    }

    private static String adviceFor(int status) {
        return switch (status) {
            case 401 -> CHECK_CLIENT;
            case 403 -> "check that this client and this machine are let through to it";
            case 404, 405, 410 -> "check the token URL";
            default -> "check token URL, client id, client secret and scope";
        };
    }

    private static Optional<Duration> retryAfter(HTTPResponse response) {
        return Optional.ofNullable(
                RetryAfter.parse(response.getHeaderValue(HttpHeaders.RETRY_AFTER), Clock.systemUTC()));
    }
}
