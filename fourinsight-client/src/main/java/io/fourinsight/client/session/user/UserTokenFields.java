package io.fourinsight.client.session.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.oauth.TokenAnswer;
import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.session.token.TokenGrant;
import io.fourinsight.client.session.token.TokenLifetime;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Makes what is to be stored from what a token endpoint answered, in the form that the Python package has.
 *
 * <p>The time of the sign-in and its person are no fields of it: the store notes them in its own way.
 */
public final class UserTokenFields {
    private static final String EXPIRES_IN = "expires_in";
    private static final String SCOPE = "scope";

    private UserTokenFields() {}

    /** What a sign-in brought; nothing of an earlier one is in it. */
    public static StoredTokens signedIn(
            TokenGrant.OfUser answer, URI tokenUrl, long sentAt, Instant signedInAt, Optional<String> subject) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        return stored(fields, answer, answer.refreshToken(), tokenUrl, sentAt, Optional.of(signedInAt), subject);
    }

    /**
     * What a refresh brought: the fields of the answer replace those of their name, the others stay, and so does the
     * refresh token when no new one came.
     */
    static StoredTokens refreshed(StoredTokens before, TokenGrant.OfUser answer, long sentAt) {
        return stored(
                before.fields().deepCopy(),
                answer,
                answer.refreshToken().or(before::refreshToken),
                before.tokenUrl(),
                sentAt,
                before.signedInAt(),
                before.subject());
    }

    /** The same access token, which the next refresh replaces by means of this refresh token. */
    static StoredTokens renewable(StoredTokens before, Secret refreshToken) {
        return new StoredTokens(
                before.accessToken(),
                Optional.of(refreshToken),
                before.tokenUrl(),
                before.expiresAt(),
                before.signedInAt(),
                before.subject(),
                before.fields());
    }

    /** How long the stored token was to live in all, if that was noted. */
    static OptionalLong expiresIn(StoredTokens tokens) {
        return TokenAnswer.seconds(tokens.fields().path(EXPIRES_IN));
    }

    /** Null is no news, and a scope that is neither a text nor a list is none: what was known before stays. */
    private static boolean saysSomething(String name, JsonNode value) {
        return !value.isNull() && (!name.equals(SCOPE) || value.isTextual() || value.isArray());
    }

    private static StoredTokens stored(
            ObjectNode fields,
            TokenGrant.OfUser answer,
            Optional<Secret> refreshToken,
            URI tokenUrl,
            long sentAt,
            Optional<Instant> signedInAt,
            Optional<String> subject) {
        fields.remove(EXPIRES_IN); // an earlier answer's must not tell the age of this token
        answer.fields().properties().stream()
                .filter(field -> saysSomething(field.getKey(), field.getValue()))
                .forEach(field -> fields.set(field.getKey(), field.getValue()));
        if (fields.path(SCOPE).isTextual()) {
            String scopes = fields.path(SCOPE).textValue();
            ArrayNode list = fields.putArray(SCOPE);
            Stream.of(scopes.split(" +")).filter(scope -> !scope.isEmpty()).forEach(list::add);
        }
        Instant expiresAt = Instant.ofEpochMilli(sentAt + TokenLifetime.length(answer.grant()));
        fields.put("token_url", tokenUrl.toString());
        fields.put("expires_at", expiresAt.toEpochMilli() / 1000.0);
        return new StoredTokens(
                answer.grant().accessToken(), refreshToken, tokenUrl, expiresAt, signedInAt, subject, fields);
    }
}
