package io.fourinsight.camel.servers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file with a user's tokens, as anybody that finds it could read and change it. */
record StoredTokenFile(Path path) {

    private static final ObjectMapper JSON = new ObjectMapper();

    boolean exists() {
        return Files.exists(path);
    }

    String refreshToken() throws IOException {
        return content().required("refresh_token").textValue();
    }

    /** Makes the access token look old, as it would be after a night; the refresh token stays good. */
    void expire() throws IOException {
        ObjectNode content = content();
        content.required("expires_at");
        content.put("expires_at", 1.5);
        Files.write(path, JSON.writeValueAsBytes(content));
    }

    byte[] bytes() throws IOException {
        return Files.readAllBytes(path);
    }

    private ObjectNode content() throws IOException {
        return (ObjectNode) JSON.readTree(bytes());
    }
}
