package io.fourinsight.camel.servers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shared access signatures of the account that every Azurite has, made by the rules of Azure's pages <i>Create a service
 * SAS</i> and <i>Create an account SAS</i>.
 */
final class AccessSignature {

    static final String ACCOUNT = "devstoreaccount1";

    /** No secret: Azurite's documentation tells it. */
    private static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static final String VERSION = "2022-11-02";

    private AccessSignature() {}

    /**
     * The query that opens one blob.
     *
     * @param path not encoded
     * @param permissions letters, in Azure's order: {@code r}ead, {@code c}reate, {@code w}rite
     */
    static String ofBlob(String container, String path, String permissions, Instant expiry) {
        String end = text(expiry);
        String resource = "/blob/" + ACCOUNT + "/" + container + "/" + path;
        String signed = lines(permissions, "", end, resource, "", "", "", VERSION, "b", "", "", "", "", "", "", "");
        return query(Map.of("sv", VERSION, "se", end, "sr", "b", "sp", permissions, "sig", signature(signed)));
    }

    /** The query that opens all blobs and containers of the account. */
    static String ofAccount(Instant expiry) {
        String end = text(expiry);
        String permissions = "rwc";
        String signed = lines(ACCOUNT, permissions, "b", "sco", "", end, "", "", VERSION, "", "");
        return query(
                Map.of("sv", VERSION, "ss", "b", "srt", "sco", "sp", permissions, "se", end, "sig", signature(signed)));
    }

    private static String lines(String... fields) {
        return String.join("\n", fields);
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String query(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private static String signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), mac.getAlgorithm()));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
