package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a native client does for a user: authorization code with PKCE, and refreshes. */
final class TestUserClient {

    static final String REDIRECT = "http://127.0.0.1:50123/callback";

    final CodeVerifier verifier = new CodeVerifier();
    private final TestBrowser browser = new TestBrowser();
    private final TestClient client;
    private final Sandbox sandbox;

    TestUserClient(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.client = new TestClient(sandbox);
    }

    /** The parameters of an authorization request to which nothing can be said; to be changed by tests. */
    Map<String, String> authorization() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", Sandbox.NATIVE_CLIENT_ID);
        parameters.put("redirect_uri", REDIRECT);
        parameters.put("scope", sandbox.apiUserScope());
        parameters.put("state", "st&te=1");
        parameters.put("nonce", "n-0nce");
        parameters.put(
                "code_challenge",
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue());
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    URI authorizeUrl(Map<String, String> parameters) {
        return sandbox.tokenUrl()
                .resolve(Sandbox.AUTHORIZE_PATH + "?"
                        + parameters.entrySet().stream()
                                .map(parameter -> parameter.getKey() + "=" + TestClient.encode(parameter.getValue()))
                                .collect(Collectors.joining("&")));
    }

    /** Where the browser is sent after the user has signed in. */
    URI signIn(Map<String, String> parameters) {
        return location(browser.signIn(authorizeUrl(parameters), Sandbox.USER, Sandbox.PASSWORD));
    }

    static URI location(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
        return URI.create(response.headers().firstValue("Location").orElseThrow());
    }

    static String parameter(URI url, String name) {
        return MultivaluedMapUtils.getFirstValue(URLUtils.parseParameters(url.getRawQuery()), name);
    }

    /** The form that turns a code into tokens; to be changed by tests. */
    Map<String, String> redemption(String code) {
        return new HashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                Sandbox.NATIVE_CLIENT_ID,
                "redirect_uri",
                REDIRECT,
                "code",
                code,
                "code_verifier",
                verifier.getValue()));
    }

    /** A new code of a sign-in to which nothing can be said. */
    String code() {
        return parameter(signIn(authorization()), "code");
    }

    /** The token answer to a sign-in. */
    JsonNode tokens() {
        return tokens(authorization());
    }

    JsonNode tokens(Map<String, String> authorization) {
        HttpResponse<String> response = client.post(redemption(parameter(signIn(authorization), "code")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    HttpResponse<String> refresh(String refreshToken) {
        return client.post(Map.of(
                "grant_type", "refresh_token", "client_id", Sandbox.NATIVE_CLIENT_ID, "refresh_token", refreshToken));
    }

    HttpResponse<String> refresh(JsonNode tokens) {
        return refresh(tokens.path("refresh_token").asText());
    }
}
