package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.blob.Blob;
import io.fourinsight.camel.sandbox.blob.BlobStore;
import io.fourinsight.camel.sandbox.blob.SharedAccess;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The reservoir's own way to its blobs, and the tickets that it gives to clients. */
public final class BlobAccess {

    private final URI url;
    private final BlobStore store;
    private final SharedAccess signatures;

    /**
     * @param url of the account, under which the containers lie, ends with a slash
     */
    public BlobAccess(URI url, BlobStore store, SharedAccess signatures) {
        this.url = url;
        this.store = store;
        this.signatures = signatures;
    }

    Optional<Blob> blob(String container, String path) {
        return store.blob(container + "/" + path);
    }

    void putIfAbsent(String container, String path, Blob blob) {
        store.putIfAbsent(container + "/" + path, blob);
    }

    /** What a client needs for one blob, in the service's names. */
    Map<String, Object> ticket(String container, String path, String permissions) {
        SharedAccess.Grant grant = signatures.grant(container + "/" + path, permissions);
        String encoded = Arrays.stream(path.split("/"))
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
        Map<String, Object> ticket = new LinkedHashMap<>();
        ticket.put("Account", url.getPath().replace("/", ""));
        ticket.put("SasKey", grant.query());
        ticket.put("SasKeyExpirationTime", Times.format(grant.expiresAt()));
        ticket.put("Container", container);
        ticket.put("Path", path);
        ticket.put("Endpoint", url + container + "/" + encoded + "?" + grant.query());
        return ticket;
    }
}
