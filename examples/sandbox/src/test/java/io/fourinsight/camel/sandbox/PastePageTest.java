package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The requests here are those of the Python client. */
class PastePageTest {

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final TestClient client = new TestClient(sandbox);
    private final TestBrowser browser = new TestBrowser();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void pageShowsTheTokenUrlAndACode() throws IOException {
        JsonNode pasted = signIn(sandbox.authorityUrl());

        assertThat(pasted.fieldNames()).toIterable().containsExactly("endpoint", "code");
        assertThat(pasted.path("endpoint").asText())
                .isEqualTo(sandbox.userTokenUrl().toString())
                .startsWith(sandbox.tokenUrl() + "?p=B2C_1A_");
        assertThat(pasted.path("code").asText()).hasSize(800);
    }

    @Test
    void codeIsRedeemedWithTheClientInTheHeaderAndNoRedirectUri() throws IOException {
        HttpResponse<String> response = redeem(signIn(sandbox.authorityUrl()));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode tokens = json(response);
        assertThat(tokens.path("scope").asText()).isEqualTo(sandbox.apiUserScope());
        assertThat(get(sandbox.apiUrl() + "v1.1/Campaigns", tokens)).isEqualTo(200);
        assertThat(get(sandbox.reservoirUrl() + "ping", tokens)).isEqualTo(401);
    }

    @Test
    void reservoirHasAPageOfItsOwn() throws IOException {
        JsonNode tokens = json(redeem(signIn(sandbox.reservoirAuthorityUrl())));

        assertThat(tokens.path("scope").asText()).isEqualTo(sandbox.reservoirUserScope());
        assertThat(get(sandbox.reservoirUrl() + "ping", tokens)).isEqualTo(200);
        assertThat(get(sandbox.apiUrl() + "v1.1/Campaigns", tokens)).isEqualTo(401);
    }

    @Test
    void refreshWithTheSecretAloneIsByTheOwnerOfTheToken() throws IOException {
        JsonNode tokens = json(redeem(signIn(sandbox.authorityUrl())));
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type",
                "refresh_token",
                "client_secret",
                "wrong",
                "refresh_token",
                tokens.path("refresh_token").asText()));

        assertThat(json(post(form)).path("error").asText()).isEqualTo("invalid_client");
        form.remove("client_secret");
        assertThat(json(post(form)).path("error").asText()).isEqualTo("invalid_client");
        form.put("client_secret", Sandbox.USER_CLIENT_SECRET);
        sandbox.requests().reset();
        HttpResponse<String> refreshed = post(form);
        assertThat(refreshed.statusCode()).isEqualTo(200);
        assertThat(json(refreshed).path("refresh_token").asText())
                .isNotEqualTo(tokens.path("refresh_token").asText());
        assertThat(sandbox.requests().by(Sandbox.USER_CLIENT_ID)).isEqualTo(1);
        form.put("refresh_token", "made-up");
        assertThat(json(post(form)).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void codeIsGoodOnceAndForAMinute() throws IOException {
        JsonNode twice = signIn(sandbox.authorityUrl());
        JsonNode late = signIn(sandbox.authorityUrl());

        assertThat(redeem(twice).statusCode()).isEqualTo(200);
        assertThat(json(redeem(twice)).path("error").asText()).isEqualTo("invalid_grant");
        clock.advance(Duration.ofSeconds(60));
        assertThat(json(redeem(late)).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void wrongPasswordShowsTheFormAgain() {
        for (String[] entered : List.of(
                new String[] {Sandbox.USER, "wrong"},
                new String[] {"<b>\"nobody'&", Sandbox.PASSWORD},
                new String[] {"", ""})) {
            HttpResponse<String> page = browser.signIn(sandbox.authorityUrl(), entered[0], entered[1]);

            assertThat(TestBrowser.alert(page)).isEqualTo("The user name or the password is wrong.");
            assertThat(page.body())
                    .contains("<form", "<label for=\"username\">", "<label for=\"password\">")
                    .doesNotContain("<textarea", "<b>", "wrong\"");
        }
        assertThat(TestBrowser.alert(browser.open(sandbox.authorityUrl()))).isEmpty();
    }

    @Test
    void pagesAreForTheirReaderOnly() {
        for (HttpResponse<String> page : List.of(
                browser.open(sandbox.authorityUrl()),
                browser.signIn(sandbox.authorityUrl(), Sandbox.USER, Sandbox.PASSWORD))) {
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(
                            policy -> assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'"));
            assertThat(page.body()).contains("name=\"viewport\"").doesNotContain("{{", "page.css");
        }
    }

    @Test
    void otherMethodsAreNotAllowed() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(sandbox.authorityUrl()).DELETE().build();

        assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(405);
    }

    private JsonNode signIn(URI authority) throws IOException {
        HttpResponse<String> page = browser.signIn(authority, Sandbox.USER, Sandbox.PASSWORD);
        assertThat(page.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(TestBrowser.text(page));
    }

    private HttpResponse<String> redeem(JsonNode pasted) {
        String client = Sandbox.USER_CLIENT_ID + ":" + Sandbox.USER_CLIENT_SECRET;
        return this.client.postTo(
                URI.create(pasted.path("endpoint").asText()),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        pasted.path("code").asText()),
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> post(Map<String, String> form) {
        return client.postTo(sandbox.userTokenUrl(), form);
    }

    private int get(String url, JsonNode tokens) {
        return client.get(url, tokens.path("access_token").asText()).statusCode();
    }
}
