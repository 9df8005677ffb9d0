package io.fourinsight.camel.sandbox.blob;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shared access signatures: what opens one blob for a while, without a token.
 *
 * <p>Signed as Azure signs a service SAS since version 2020-12-06; fields that are never set here sign as empty lines.
 */
public final class SharedAccess {

    /**
     * A signature's query.
     *
     * @param query as it goes into a URL
     */
    public record Grant(String query, Instant expiresAt) {}

    private static final String VERSION = "2021-12-02";
    private static final String ALGORITHM = "HmacSHA256";

    /** Snapshot, encryption scope, and the five headers that a signature may set. */
    private static final int UNSET_AT_END = 7;

    private final String account;
    private final Clock clock;
    private final SecretKeySpec key;
    private volatile Duration lifetime = Duration.ofHours(1);

    /**
     * @param account the name in signed paths
     */
    public SharedAccess(String account, Clock clock) {
        this.account = account;
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
    }

    /** How long the signatures given from now on are good. */
    public void lifetime(Duration lifetime) {
        this.lifetime = lifetime;
    }

    /** Opens a blob for some operations: {@code r} to read, {@code c} and {@code w} to write. */
    public Grant grant(String path, String permissions) {
        Instant expiresAt = clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("sv", VERSION);
        fields.put("sr", "b");
        fields.put("se", expiresAt.toString());
        fields.put("sp", permissions);
        fields.put("sig", sign(path, fields));
        return new Grant(
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&")),
                expiresAt);
    }

    /**
     * Checks the query of a request.
     *
     * @param permissions of which one is enough
     * @throws io.fourinsight.camel.sandbox.http.Refusal with Azure's code, if it does not open the blob
     */
    void check(String path, Map<String, String> query, String permissions) {
        for (String field : List.of("sv", "sr", "se", "sp", "sig")) {
            if (query.getOrDefault(field, "").isEmpty()) {
                throw BlobError.authenticationFailed(field + " is mandatory");
            }
        }
        byte[] expected = sign(path, query).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, query.get("sig").getBytes(StandardCharsets.UTF_8))) {
            throw BlobError.authenticationFailed("Signature did not match");
        }
        if (!clock.instant().isBefore(expiry(query.get("se")))) {
            throw BlobError.authenticationFailed(
                    "Signature not valid in the specified time frame: Expiry [%s] - Current [%s]"
                            .formatted(query.get("se"), clock.instant()));
        }
        if (permissions.chars().noneMatch(one -> query.get("sp").indexOf(one) >= 0)) {
            throw BlobError.of(403, "AuthorizationPermissionMismatch", "The signature does not allow this operation.");
        }
    }

    private String sign(String path, Map<String, String> fields) {
        String text = String.join(
                        "\n",
                        fields.get("sp"),
                        fields.getOrDefault("st", ""),
                        fields.get("se"),
                        "/blob/" + account + "/" + path,
                        "",
                        "",
                        "",
                        fields.get("sv"),
                        fields.get("sr"))
                + "\n".repeat(UNSET_AT_END);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static Instant expiry(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw BlobError.authenticationFailed("se is not well formed");
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
