package io.fourinsight.client.session.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.oauth.SignInHosts;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * What 4Insight's page shows after a sign-in, for the user to paste: a code, and the token endpoint that takes it.
 *
 * <p>A text that somebody else made could send the code and the client secret anywhere. So the endpoint must be one of
 * the allowed ones.
 */
public record PastedCode(URI endpoint, Secret code) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final String ENDPOINT = "endpoint";
    private static final String CODE = "code";

    /**
     * Reads {@code {"endpoint":"https://…","code":"…"}}.
     *
     * @throws IllegalArgumentException that says what is wrong, and quotes nothing of the text but its endpoint's host
     */
    public static PastedCode parse(String text, SignInHosts allowed) {
        JsonNode json = json(text);
        URI endpoint;
        try {
            endpoint = new URI(field(json, ENDPOINT));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The endpoint in the pasted text is not a URL"); // e quotes it
        }
        allowed.check("The endpoint in the pasted text", endpoint);
        return new PastedCode(endpoint, Secret.of(field(json, CODE)));
    }

    private static JsonNode json(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw notJson(); // without e, which quotes the text
        }
        throw notJson();
    }

    private static IllegalArgumentException notJson() {
        return new IllegalArgumentException("The pasted text is not JSON of the form {\"endpoint\":\"https://…\","
                + "\"code\":\"…\"}: copy the whole line that the page shows, with its braces");
    }

    private static String field(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new IllegalArgumentException(
                    "The pasted text lacks the field \"" + name + "\": copy the whole line that the page shows");
        }
        return value.textValue().strip();
    }

    @Override
    public String toString() {
        return "PastedCode[" + code.fingerprint() + " for " + endpoint.getHost() + "]";
    }
}
