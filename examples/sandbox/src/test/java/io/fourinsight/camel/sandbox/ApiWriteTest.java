package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiWriteTest {

    private final Sandbox sandbox = Sandbox.builder().clock(new TestClock()).start();
    private final TestClient client = new TestClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void postCreates() {
        HttpResponse<String> response = client.api("POST", "v1.0/Notes", "{\"title\":\"First\",\"priority\":2}");

        assertThat(response.statusCode()).isEqualTo(201);
        JsonNode note = json(response);
        assertThat(note.path("title").asText()).isEqualTo("First");
        assertThat(note.path("modified").asText()).isEqualTo("2026-11-23T12:00:00Z");
        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo(sandbox.apiUrl() + "v1.0/Notes/" + note.path("id").asText());
        assertThat(json(client.get(location, client.apiToken()))
                        .path("priority")
                        .asInt())
                .isEqualTo(2);
        assertThat(json(client.api("v1.0/Notes")).path("value")).hasSize(1);
    }

    @Test
    void idOfAPostIsKept() {
        client.api("POST", "v1.0/Notes", "{\"id\":\"it's/1\",\"title\":\"Odd id\"}");

        assertThat(json(client.api("v1.0/Notes/it's%2F1")).path("title").asText())
                .isEqualTo("Odd id");
    }

    @Test
    void patchKeepsWhatItDoesNotName() {
        String path = create();

        JsonNode note = json(client.api("PATCH", path, "{\"title\":\"Second\",\"priority\":null}"));

        assertThat(note.path("title").asText()).isEqualTo("Second");
        assertThat(note.path("text").asText()).isEqualTo("Body");
        assertThat(note.path("priority").isNull()).isTrue();
        assertThat(json(client.api(path)).path("text").asText()).isEqualTo("Body");
    }

    @Test
    void putReplaces() {
        String path = create();

        JsonNode note = json(client.api("PUT", path, "{\"title\":\"Second\"}"));

        assertThat(note.path("title").asText()).isEqualTo("Second");
        assertThat(note.path("text").isNull()).isTrue();
        assertThat(path).endsWith(note.path("id").asText());
    }

    @Test
    void deleteRemoves() {
        String path = create();

        HttpResponse<String> response = client.api("DELETE", path, "");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(client.api(path).statusCode()).isEqualTo(404);
        assertThat(client.api("DELETE", path, "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"title\":", "{\"noSuchProperty\":1}", "{\"title\":5}", ""})
    void badBodyIsRefused(String body) {
        HttpResponse<String> response = client.api("POST", "v1.0/Notes", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("error").path("message").asText()).isNotEmpty();
    }

    @Test
    void otherCollectionsCanOnlyBeRead() {
        String campaign = "v1.1/Campaigns/" + Sandbox.CAMPAIGN;

        assertThat(client.api("POST", "v1.1/Campaigns", "{}").statusCode()).isEqualTo(405);
        assertThat(client.api("PATCH", campaign, "{}").statusCode()).isEqualTo(405);
        assertThat(client.api("DELETE", campaign, "").statusCode()).isEqualTo(405);
    }

    private String create() {
        String body = "{\"title\":\"First\",\"text\":\"Body\",\"priority\":2}";
        return "v1.0/Notes/"
                + json(client.api("POST", "v1.0/Notes", body)).path("id").asText();
    }
}
