package io.fourinsight.camel.reservoir;

import io.fourinsight.camel.rest.Json;
import io.fourinsight.camel.rest.RestException;
import io.fourinsight.camel.rest.RestRequest;
import io.fourinsight.camel.rest.SignedUrl;

/** A file that the reservoir expects, and where its content is to be put. */
record UploadTicket(String fileId, SignedUrl endpoint) {

    /** @throws RestException.Malformed if the answer to the request is no ticket */
    static UploadTicket of(RestRequest request, Object answer) {
        Object fileId = Json.field(answer, "FileId");
        Object endpoint = Json.field(answer, "Endpoint");
        if (fileId == null || endpoint == null) {
            throw new RestException.Malformed(request, "the answer has no FileId or no Endpoint");
        }
        try {
            return new UploadTicket(fileId.toString(), SignedUrl.parse(endpoint.toString()));
        } catch (IllegalArgumentException e) {
            throw new RestException.Malformed(request, e.getMessage());
        }
    }
}
