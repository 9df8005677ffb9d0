package io.fourinsight.camel.example.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What operators do with the REST interface of a worker. */
final class ConnectRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration ONE_ANSWER = Duration.ofSeconds(95); // a worker gives up after 90

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI worker;

    ConnectRest(URI worker) {
        this.worker = worker;
    }

    /** An answer as it came. */
    record Answer(int status, String body) {

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        Answer require(int expected) throws IOException {
            if (status / 100 != expected / 100) {
                throw new IOException(status + ": " + body);
            }
            return this;
        }
    }

    URI url() {
        return worker;
    }

    Answer send(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(worker.resolve(path))
                .timeout(ONE_ANSWER)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(e.getMessage());
        }
    }

    Answer get(String path) throws IOException {
        return send("GET", path, null);
    }

    boolean isReady() throws IOException {
        return get("/connectors").body().startsWith("[");
    }

    /** Makes a connector, or gives it another configuration; a worker that rebalances is asked again. */
    void configure(String name, Map<String, String> config) throws IOException {
        String body = JSON.writeValueAsString(config);
        Answer[] last = new Answer[1];
        Patience.until(
                PATIENCE,
                () -> {
                    last[0] = send("PUT", "/connectors/" + name + "/config", body);
                    return last[0].status() != 409 && last[0].status() < 500;
                },
                () -> "The workers do not settle: " + last[0]);
        last[0].require(200);
    }

    /** What is wrong with a configuration, by property. */
    Map<String, String> validate(String plugin, Map<String, String> config) throws IOException {
        JsonNode answer = send(
                        "PUT", "/connector-plugins/" + plugin + "/config/validate", JSON.writeValueAsString(config))
                .require(200)
                .json();
        Map<String, String> errors = new TreeMap<>();
        for (JsonNode property : answer.path("configs")) {
            JsonNode value = property.path("value");
            if (!value.path("errors").isEmpty()) {
                errors.put(
                        value.path("name").asText(),
                        value.path("errors").path(0).asText());
            }
        }
        return errors;
    }

    JsonNode status(String name) throws IOException {
        return get("/connectors/" + name + "/status").require(200).json();
    }

    /** The states of a connector's tasks, of one that has none yet an empty list. */
    List<String> tasks(String name) throws IOException {
        List<String> states = new ArrayList<>();
        status(name).path("tasks").forEach(task -> states.add(task.path("state").asText()));
        return states;
    }

    /** Waits until so many tasks are in this state. */
    void awaitTasks(String name, int count, String state) {
        Patience.until(
                PATIENCE,
                () -> tasks(name).stream().filter(state::equals).count() == count,
                () -> name + " has not " + count + " tasks that are " + state + ": " + lastStatus(name));
    }

    void restartTask(String name, int task) throws IOException {
        send("POST", "/connectors/" + name + "/tasks/" + task + "/restart", "").require(204);
    }

    /** Waits until so many tasks run, all of them on this worker: of a dead one nobody hears at once. Failed ones restart. */
    void awaitTasksHere(String name, int count) {
        Patience.until(
                PATIENCE,
                () -> {
                    int here = 0;
                    for (JsonNode task : status(name).path("tasks")) {
                        boolean runs = task.path("state").asText().equals("RUNNING");
                        here += runs && task.path("worker_id").asText().equals(worker.getAuthority()) ? 1 : 0;
                    }
                    restartFailed(name);
                    return here == count;
                },
                () -> name + " has not " + count + " tasks that run on " + worker + ": " + lastStatus(name));
    }

    /** As an operator does it; while workers look for a new leader, they cannot. */
    private void restartFailed(String name) throws IOException {
        if (tasks(name).contains("FAILED")) {
            send("POST", "/connectors/" + name + "/restart?includeTasks=true&onlyFailed=true", "");
        }
    }

    private String lastStatus(String name) {
        try {
            return get("/connectors/" + name + "/status").body();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Where each series of a source is, by its id. */
    Map<String, JsonNode> offsets(String name) throws IOException {
        Map<String, JsonNode> offsets = new TreeMap<>();
        get("/connectors/" + name + "/offsets")
                .require(200)
                .json()
                .path("offsets")
                .forEach(each ->
                        offsets.put(each.path("partition").path("series").asText(), each.path("offset")));
        return offsets;
    }

    /** Sets where a series is; the connector must be stopped. */
    Answer patchOffset(String name, String series, JsonNode next) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode each = body.putArray("offsets").addObject();
        each.putObject("partition").put("series", series);
        each.putObject("offset").set("next", next);
        return send("PATCH", "/connectors/" + name + "/offsets", body.toString());
    }

    /** Forgets all offsets; the connector must be stopped. */
    Answer deleteOffsets(String name) throws IOException {
        return send("DELETE", "/connectors/" + name + "/offsets", null);
    }

    void stop(String name) throws IOException {
        send("PUT", "/connectors/" + name + "/stop", null).require(204);
        Patience.until(
                PATIENCE,
                () -> status(name).path("connector").path("state").asText().equals("STOPPED")
                        && tasks(name).isEmpty(),
                () -> name + " does not stop: " + lastStatus(name));
    }

    void resume(String name) throws IOException {
        send("PUT", "/connectors/" + name + "/resume", null).require(202);
    }

    void delete(String name) throws IOException {
        Patience.until(
                PATIENCE,
                () -> send("DELETE", "/connectors/" + name, null).status() != 409,
                () -> name + " cannot be deleted");
    }
}
