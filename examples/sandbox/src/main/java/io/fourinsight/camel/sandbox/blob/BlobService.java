package io.fourinsight.camel.sandbox.blob;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Service;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The blob store's HTTP: Put Blob, Put Block, Put Block List, Get Blob, each with a shared access signature. */
public final class BlobService implements Service {

    private static final String MD5 = "Content-MD5";
    private static final int LONGEST_BLOCK_ID = 64;

    private final String path;
    private final BlobStore store;
    private final SharedAccess access;

    /**
     * @param path under which the containers lie, ends with a slash
     */
    public BlobService(String path, BlobStore store, SharedAccess access) {
        this.path = path;
        this.store = store;
        this.access = access;
    }

    @Override
    public Response answer(Request request) {
        if (request.header("Authorization").isPresent()
                || request.header("Cookie").isPresent()) {
            throw BlobError.of(
                    400,
                    "InvalidAuthenticationInfo",
                    "Only the signature in the URL opens a blob; nothing else belongs here.");
        }
        String blob = String.join("/", request.segmentsAfter(path));
        Map<String, String> query = query(request);
        switch (request.method()) {
            case "PUT" -> access.check(blob, query, "cw");
            case "GET", "HEAD" -> access.check(blob, query, "r");
            default -> throw BlobError.of(405, "UnsupportedHttpVerb", request.method() + " is not allowed here.");
        }
        if (!request.method().equals("PUT")) {
            return get(request, blob);
        }
        String component = query.getOrDefault("comp", "");
        return switch (component) {
            case "" -> putBlob(request, blob);
            case "block" -> putBlock(request, blob, query.getOrDefault("blockid", ""));
            case "blocklist" -> putBlockList(request, blob);
            default -> throw BlobError.of(400, "InvalidQueryParameterValue", "comp=" + component + " is not known.");
        };
    }

    private Response get(Request request, String path) {
        BlobStore.Entry entry =
                store.entry(path).orElseThrow(() -> BlobError.of(404, "BlobNotFound", "There is no such blob."));
        Blob blob = entry.blob();
        String md5 = Base64.getEncoder().encodeToString(blob.md5());
        Optional<ByteRange> range = ByteRange.of(request, blob.size());
        Response response = stamped(range.isPresent() ? 206 : 200, entry)
                .header("Accept-Ranges", "bytes")
                .header("x-ms-blob-type", "BlockBlob");
        if (range.isEmpty()) {
            return body(response.header(MD5, md5), blob, new ByteRange(0, blob.size()));
        }
        return body(
                response.header("x-ms-blob-content-md5", md5)
                        .header("Content-Range", range.get().contentRange(blob.size())),
                blob,
                range.get());
    }

    private static Response body(Response response, Blob blob, ByteRange range) {
        return response.body(
                "application/octet-stream", range.length(), out -> blob.write(range.from(), range.length(), out));
    }

    private Response putBlob(Request request, String path) {
        String type = request.header("x-ms-blob-type")
                .orElseThrow(() -> BlobError.of(400, "MissingRequiredHeader", "x-ms-blob-type is missing."));
        if (!type.equals("BlockBlob")) {
            throw BlobError.of(400, "InvalidHeaderValue", "x-ms-blob-type is not BlockBlob.");
        }
        return created(store.put(path, receive(request)));
    }

    private Response putBlock(Request request, String path, String id) {
        int length = decoded("blockid", id).length;
        if (length == 0 || length > LONGEST_BLOCK_ID) {
            throw BlobError.of(400, "InvalidQueryParameterValue", "blockid has not 1 to 64 bytes.");
        }
        Blob block = receive(request);
        if (!store.putBlock(path, id, block)) {
            throw BlobError.of(400, "InvalidBlobOrBlock", "blockid is not as long as those of the other blocks.");
        }
        return Response.of(201).header(MD5, Base64.getEncoder().encodeToString(block.md5()));
    }

    private Response putBlockList(Request request, String path) {
        List<BlockReference> list;
        try {
            list = BlockReference.parse(request.content().stream());
        } catch (IllegalArgumentException e) {
            throw BlobError.of(400, "InvalidXmlDocument", "The block list is not well formed: " + e.getMessage());
        }
        return stamped(
                201,
                store.putBlockList(path, list)
                        .orElseThrow(() -> BlobError.of(400, "InvalidBlockList", "A block of the list is not there.")));
    }

    private Blob receive(Request request) {
        if (request.header("Content-Length").isEmpty()) {
            throw BlobError.of(411, "MissingContentLengthHeader", "Content-Length is missing.");
        }
        Optional<byte[]> announced = request.header(MD5).map(value -> decoded(MD5, value));
        if (announced.isPresent() && announced.get().length != Md5.digest().getDigestLength()) {
            throw BlobError.of(400, "InvalidMd5", "Content-MD5 is not the 128 bits of an MD5.");
        }
        Blob blob = store.receive(request.content().stream());
        if (announced.isPresent() && !Arrays.equals(announced.get(), blob.md5())) {
            throw BlobError.md5Mismatch();
        }
        return blob;
    }

    private static byte[] decoded(String name, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw name.equals(MD5)
                    ? BlobError.of(400, "InvalidMd5", "Content-MD5 is not Base64.")
                    : BlobError.of(400, "InvalidQueryParameterValue", name + " is not Base64.");
        }
    }

    private static Response created(BlobStore.Entry entry) {
        return stamped(201, entry)
                .header(MD5, Base64.getEncoder().encodeToString(entry.blob().md5()));
    }

    private static Response stamped(int status, BlobStore.Entry entry) {
        return Response.of(status)
                .header("ETag", entry.etag())
                .header(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                entry.lastModified().atOffset(ZoneOffset.UTC)));
    }

    private static Map<String, String> query(Request request) {
        return URLUtils.parseParameters(request.rawQuery()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, parameter -> parameter.getValue().get(0)));
    }
}
