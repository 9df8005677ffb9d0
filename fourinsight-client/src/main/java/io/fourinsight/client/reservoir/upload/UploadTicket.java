package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.url.SignedUrl;
import org.jspecify.annotations.Nullable;

/** A file that the reservoir expects, and where its content is to be put. */
record UploadTicket(String fileId, SignedUrl endpoint) {

    /** @throws RestException.Malformed if the answer to the request is no ticket */
    static UploadTicket of(RestRequest request, @Nullable Object answer) {
        Object fileId = Json.field(answer, "FileId");
        Object endpoint = Json.field(answer, "Endpoint");
        if (fileId == null || endpoint == null) {
            throw new RestException.Malformed(
                    request.method(), request.uri(), "the answer has no FileId or no Endpoint");
        }
        try {
            return new UploadTicket(fileId.toString(), SignedUrl.parse(endpoint.toString()));
        } catch (IllegalArgumentException e) {
            throw new RestException.Malformed(request.method(), request.uri(), String.valueOf(e.getMessage()));
        }
    }
}
