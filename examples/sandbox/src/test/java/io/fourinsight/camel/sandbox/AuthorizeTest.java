package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestUserClient.location;
import static io.fourinsight.camel.sandbox.TestUserClient.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthorizeTest {

    private final Sandbox sandbox = Sandbox.builder().user("bob", "bob's").start();
    private final TestUserClient user = new TestUserClient(sandbox);
    private final TestBrowser browser = new TestBrowser();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void browserIsSentBackWithCodeStateAndIssuer() {
        URI back = user.signIn(user.authorization());

        assertThat(back.toString()).startsWith(TestUserClient.REDIRECT + "?");
        assertThat(parameter(back, "state")).isEqualTo("st&te=1");
        assertThat(parameter(back, "iss")).isEqualTo(sandbox.issuer().toString());
        assertThat(parameter(back, "code")).hasSize(800);
    }

    @Test
    void blankStateIsNone() {
        Map<String, String> authorization = user.authorization();
        authorization.put("state", " ");

        assertThat(parameter(user.signIn(authorization), "state")).isNull();
        assertThat(parameter(location(browser.cancel(user.authorizeUrl(authorization))), "state"))
                .isNull();
    }

    @Test
    void faultsInTheRequestAreSaidToTheClient() {
        assertSentBack(Map.of("code_challenge", ""), "invalid_request");
        assertSentBack(Map.of("code_challenge_method", "plain"), "invalid_request");
        assertSentBack(Map.of("response_type", "token"), "unsupported_response_type");
        assertSentBack(Map.of("response_mode", "fragment"), "invalid_request");
        assertSentBack(Map.of("prompt", "none"), "login_required");
        assertSentBack(Map.of("request", "e30.e30."), "request_not_supported");
        assertSentBack(Map.of("request_uri", "urn:x"), "request_uri_not_supported");
        assertSentBack(Map.of("display", "\"page\""), "invalid_request");
        assertSentBack(Map.of("prompt", "\"\u00e6"), "invalid_request");
        assertSentBack(Map.of("scope", "openid https://graph.microsoft.com/mail"), "invalid_scope");
        assertSentBack(Map.of("scope", sandbox.apiUserScope() + " " + sandbox.reservoirUserScope()), "invalid_scope");
        assertSentBack(Map.of("scope", sandbox.apiScope()), "invalid_scope");
    }

    @Test
    void cancelledSignInIsDeniedAccess() {
        URI back = location(browser.cancel(user.authorizeUrl(user.authorization())));

        assertThat(parameter(back, "error")).isEqualTo("access_denied");
        assertThat(parameter(back, "state")).isEqualTo("st&te=1");
        assertThat(parameter(back, "code")).isNull();
    }

    @Test
    void onlyLoopbackAddressesAreSentTo() {
        for (String address : List.of(
                "https://127.0.0.1/callback",
                "http://example.com/callback",
                "http://127.0.0.1.example.com/",
                "http://127.0.0.1@example.com/",
                "http://user@127.0.0.1/",
                "http://127.0.0.1/#fragment",
                "/callback",
                "",
                "%%")) {
            assertShownRefusal(Map.of("redirect_uri", address));
        }
        for (String address : List.of("http://127.0.0.1:1/", "http://localhost:65000/a/b?c=d", "http://[::1]:8080/x")) {
            Map<String, String> authorization = user.authorization();
            authorization.put("redirect_uri", address);
            assertThat(user.signIn(authorization).toString()).startsWith(address);
        }
    }

    @Test
    void onlyClientsOfUsersAreKnown() {
        assertShownRefusal(Map.of("client_id", "nobody<script>"));
        assertShownRefusal(Map.of("client_id", Sandbox.CLIENT_ID));
    }

    @Test
    void moreUsersCanBeAdded() {
        URI back = location(browser.signIn(user.authorizeUrl(user.authorization()), "bob", "bob's"));

        assertThat(parameter(back, "code")).isNotEmpty();
    }

    private void assertSentBack(Map<String, String> changes, String error) {
        Map<String, String> authorization = user.authorization();
        authorization.putAll(changes);
        URI back = location(browser.open(user.authorizeUrl(authorization)));
        assertThat(back.toString()).startsWith(TestUserClient.REDIRECT + "?");
        assertThat(parameter(back, "error")).as("%s", changes).isEqualTo(error);
        assertThat(parameter(back, "state")).isEqualTo("st&te=1");
        assertThat(parameter(back, "iss")).isEqualTo(sandbox.issuer().toString());
    }

    private void assertShownRefusal(Map<String, String> changes) {
        Map<String, String> authorization = user.authorization();
        authorization.putAll(changes);
        HttpResponse<String> page = browser.open(user.authorizeUrl(authorization));
        assertThat(page.statusCode()).as("%s", changes).isEqualTo(400);
        assertThat(page.headers().firstValue("Location")).isEmpty();
        assertThat(TestBrowser.alert(page)).isNotEmpty();
        assertThat(page.body()).doesNotContain("<script>");
    }
}
