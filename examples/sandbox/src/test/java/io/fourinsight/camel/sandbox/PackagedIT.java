package io.fourinsight.camel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the one jar as a user does, without any other class. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PackagedIT {

    private static final String COMPONENT = "camel.component.fourinsight.";

    /** The message of the REST API is in a file of Olingo's at the root of its jar. */
    @Test
    void jarStartsAndAnswers() throws Exception {
        Process process = start("--port", "0");
        try (BufferedReader lines = process.inputReader()) {
            StringBuilder printed = new StringBuilder();
            String line = lines.readLine();
            while (line != null && !line.endsWith("no samples")) {
                printed.append(line).append('\n');
                line = lines.readLine();
            }
            Properties properties = new Properties();
            properties.load(new StringReader(printed.toString()));
            String form = "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
                    .formatted(
                            properties.getProperty(COMPONENT + "client-id"),
                            properties.getProperty(COMPONENT + "client-secret"),
                            "https://4subseaid.onmicrosoft.com/4insight-api-prod/.default");
            String token = TestClient.json(
                            send(HttpRequest.newBuilder(URI.create(properties.getProperty(COMPONENT + "token-url")))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(form))))
                    .path("access_token")
                    .asText();
            String api = properties.getProperty(COMPONENT + "api-url");

            assertThat(get(api + "v1.1/Campaigns", token).body())
                    .contains(properties.getProperty("sandbox.campaign-id"));
            assertThat(get(properties.getProperty("sandbox") + "/page/uPlot.iife.min.js", token)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(api + "v1.1/Campaigns?$orderby=Nothing", token).body())
                    .contains("Nothing")
                    .doesNotContain("Missing message for key");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void wrongOptionEndsTheProcessWithTwo() throws Exception {
        Process process = start("--prot", "8080");

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(process.errorReader().lines()).first().asString().contains("--prot");
    }

    private static Process start(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", System.getProperty("jar"));
        builder.command().addAll(List.of(arguments));
        return builder.start();
    }

    private static HttpResponse<String> get(String url, String token) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
