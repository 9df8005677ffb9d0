package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.blob.Blob;
import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Routes;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The HTTP of uploads: ticket, commit, status. */
final class Uploads {

    private static final String CONTAINER = "uploads";

    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final BlobAccess blobs;
    private final ReservoirSwitches switches;
    private final Clock clock;

    Uploads(BlobAccess blobs, ReservoirSwitches switches, Clock clock) {
        this.blobs = blobs;
        this.switches = switches;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.on("POST", "files/upload", (request, none) -> ticket())
                .on("POST", "files/commit", (request, none) -> commit(request))
                .on("GET", "files/*/status", (request, file) -> status(file.get(0)));
    }

    Upload get(String id) {
        return Optional.ofNullable(uploads.get(id))
                .orElseThrow(() -> Refusal.notFound("There is no file %s.".formatted(id)));
    }

    private Response ticket() {
        String id = UUID.randomUUID().toString();
        uploads.put(id, new Upload(id));
        Map<String, Object> ticket = new LinkedHashMap<>();
        ticket.put("FileId", id);
        ticket.putAll(blobs.ticket(CONTAINER, id, "cw"));
        return Response.json(200, ticket);
    }

    private Response commit(Request request) {
        String id = JsonBody.text(JsonBody.read(request), "FileId");
        Upload upload = get(id);
        Blob blob = blobs.blob(CONTAINER, id)
                .orElseThrow(() -> Refusal.badRequest("The file %s has not been uploaded.".formatted(id)));
        upload.commit(blob, clock.instant(), switches.pollsOfNewFile(), switches.failure());
        return Response.of(204);
    }

    private Response status(String id) {
        Upload.Status status = get(id).poll();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("FileId", id);
        json.put("State", status.state().name());
        json.put("ProcessingState", status.state().name());
        json.put("StateMessage", status.message());
        return Response.json(200, json);
    }
}
