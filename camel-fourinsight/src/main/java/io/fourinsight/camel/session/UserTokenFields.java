package io.fourinsight.camel.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Makes what is to be stored from what a token endpoint answered, in the form that the Python package has.
 *
 * <p>When and by whom the sign-in was made is no field of it: that is for the store to note in its own way.
 */
final class UserTokenFields {
    private static final String EXPIRES_IN = "expires_in";

    private UserTokenFields() {}

    /** What a sign-in brought; nothing of an earlier one is in it. */
    static StoredTokens signedIn(
            GrantAnswer answer, URI tokenUrl, long sentAt, Instant signedInAt, Optional<String> subject) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        return stored(fields, answer, answer.refreshToken(), tokenUrl, sentAt, Optional.of(signedInAt), subject);
    }

    /**
     * What a refresh brought: the fields of the answer replace those of their name, the others stay, and so does the
     * refresh token when no new one came.
     */
    static StoredTokens refreshed(StoredTokens before, GrantAnswer answer, long sentAt) {
        return stored(
                before.fields().deepCopy(),
                answer,
                answer.refreshToken().or(before::refreshToken),
                before.tokenUrl(),
                sentAt,
                before.signedInAt(),
                before.subject());
    }

    /** How long the stored token was to live in all, if that was noted. */
    static OptionalLong expiresIn(StoredTokens tokens) {
        return TokenAnswer.seconds(tokens.fields().path(EXPIRES_IN));
    }

    private static StoredTokens stored(
            ObjectNode fields,
            GrantAnswer answer,
            Optional<Secret> refreshToken,
            URI tokenUrl,
            long sentAt,
            Optional<Instant> signedInAt,
            Optional<String> subject) {
        fields.remove(EXPIRES_IN); // an earlier answer's must not tell the age of this token
        fields.setAll(answer.fields());
        if (fields.path("scope").isTextual()) {
            String[] scopes = fields.path("scope").textValue().split(" +");
            ArrayNode list = fields.putArray("scope");
            Stream.of(scopes).forEach(list::add);
        }
        Instant expiresAt = Instant.ofEpochMilli(sentAt + TokenLifetime.length(answer.grant()));
        fields.put("token_url", tokenUrl.toString());
        fields.put("expires_at", expiresAt.toEpochMilli() / 1000.0);
        return new StoredTokens(
                answer.grant().accessToken(), refreshToken, tokenUrl, expiresAt, signedInAt, subject, fields);
    }
}
