package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import io.fourinsight.camel.sandbox.http.Response;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RefreshTest {

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final TestClient client = new TestClient(sandbox);
    private final TestUserClient user = new TestUserClient(sandbox);
    private final String campaigns = sandbox.apiUrl() + "v1.1/Campaigns";

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void refreshGivesNewTokensOfTheSameSignIn() throws ParseException {
        JsonNode first = user.tokens();
        clock.advance(Duration.ofMinutes(10));

        JsonNode second = json(user.refresh(first));

        assertThat(second.path("access_token").asText())
                .isNotEqualTo(first.path("access_token").asText());
        assertThat(second.path("refresh_token").asText())
                .isNotEqualTo(first.path("refresh_token").asText());
        assertThat(second.path("scope")).isEqualTo(first.path("scope"));
        assertThat(second.size()).isEqualTo(first.size());
        assertThat(status(second)).isEqualTo(200);
        var before = SignedJWT.parse(first.path("id_token").asText()).getJWTClaimsSet();
        var after = SignedJWT.parse(second.path("id_token").asText()).getJWTClaimsSet();
        assertThat(after.getSubject()).isEqualTo(before.getSubject());
        assertThat(after.getClaim("auth_time")).isEqualTo(before.getClaim("auth_time"));
        assertThat(after.getClaim("nonce")).isNull();
        assertThat(sandbox.refreshTokenReuses()).isZero();
    }

    @Test
    void reuseEndsTheFamily() {
        JsonNode first = user.tokens();
        JsonNode second = json(user.refresh(first));
        JsonNode other = user.tokens();

        HttpResponse<String> refused = user.refresh(first);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("error").asText()).isEqualTo("invalid_grant");
        assertThat(json(refused).path("error_description").asText()).startsWith("AADSTS54005: ");
        assertThat(sandbox.refreshTokenReuses()).isEqualTo(1);
        assertRefused(user.refresh(second), 50173);
        assertThat(status(first)).isEqualTo(401);
        assertThat(status(second)).isEqualTo(401);
        assertThat(status(other)).isEqualTo(200);
        assertThat(user.refresh(other).statusCode()).isEqualTo(200);
        assertThat(sandbox.refreshTokenReuses()).isEqualTo(1);
    }

    @Test
    void onlyOneOfManyAtOnceIsServed() {
        String token = user.tokens().path("refresh_token").asText();

        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> user.refresh(token)))
                .toList();

        List<HttpResponse<String>> served = answers.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.statusCode() == 200)
                .toList();
        assertThat(served).hasSize(1);
        assertThat(sandbox.refreshTokenReuses()).isEqualTo(19);
        assertThat(status(json(served.get(0)))).isEqualTo(401);
    }

    @Test
    void withoutRotationTheFirstTokenStaysGood() {
        sandbox.rotateRefreshTokens(false);
        JsonNode first = user.tokens();

        JsonNode second = json(user.refresh(first));
        JsonNode third = json(user.refresh(first));

        assertThat(second.has("refresh_token")).isFalse();
        assertThat(second.has("refresh_token_expires_in")).isFalse();
        assertThat(status(third)).isEqualTo(200);
        assertThat(sandbox.refreshTokenReuses()).isZero();
        sandbox.rotateRefreshTokens(true);
        assertThat(json(user.refresh(first)).has("refresh_token")).isTrue();
    }

    @Test
    void revokedRefreshTokensAreRefusedAndAccessTokensStayGood() {
        JsonNode tokens = user.tokens();

        sandbox.revokeRefreshTokens();

        assertRefused(user.refresh(tokens), 50173);
        assertThat(status(tokens)).isEqualTo(200);
        assertThat(user.refresh(user.tokens()).statusCode()).isEqualTo(200);
    }

    @Test
    void revokedAccessTokensCanBeRefreshed() {
        JsonNode tokens = user.tokens();

        sandbox.revokeTokens();

        assertThat(status(tokens)).isEqualTo(401);
        assertThat(status(json(user.refresh(tokens)))).isEqualTo(200);
    }

    @Test
    void refreshTokenExpiresAfterTwoWeeks() {
        JsonNode first = user.tokens();
        clock.advance(Duration.ofDays(14).minusNanos(1));
        JsonNode second = json(user.refresh(first));

        clock.advance(Duration.ofDays(14));

        assertRefused(user.refresh(second), 700082);
    }

    @Test
    void unknownTokenIsRefused() {
        assertRefused(user.refresh("made-up"), 70000);
    }

    @Test
    void tokenOfAnotherClientIsRefusedAndStaysGood() {
        JsonNode tokens = user.tokens();
        Map<String, String> form = form(tokens);
        form.put("client_id", Sandbox.USER_CLIENT_ID);
        form.put("client_secret", Sandbox.USER_CLIENT_SECRET);

        assertRefused(client.post(form), 70000);
        assertThat(user.refresh(tokens).statusCode()).isEqualTo(200);
    }

    @Test
    void lessCanBeAskedForButNotMore() {
        JsonNode tokens = user.tokens();
        Map<String, String> more = form(tokens);
        more.put("client_id", Sandbox.NATIVE_CLIENT_ID);
        more.put("scope", sandbox.reservoirUserScope());
        Map<String, String> less = new HashMap<>(more);
        less.put("scope", sandbox.apiUserScope().split(" ")[0]);

        HttpResponse<String> refused = client.post(more);
        assertThat(json(refused).path("error").asText()).isEqualTo("invalid_scope");
        JsonNode narrowed = json(client.post(less));
        assertThat(status(narrowed)).isEqualTo(200);
        assertThat(narrowed.has("id_token")).isFalse();
        JsonNode next = json(user.refresh(narrowed));
        assertThat(next.path("scope")).isEqualTo(tokens.path("scope"));
    }

    @Test
    void clientCanBeCutOffBetweenTheRequestAndItsAnswer() throws InterruptedException {
        JsonNode tokens = user.tokens();
        CountDownLatch handled = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        sandbox.faults().afterHandling(Sandbox.TOKEN_PATH, () -> {
            handled.countDown();
            await(release);
        });
        CompletableFuture<HttpResponse<String>> held = CompletableFuture.supplyAsync(() -> user.refresh(tokens));
        assertThat(handled.await(30, TimeUnit.SECONDS)).isTrue();
        sandbox.faults().clear();

        assertThat(held).isNotDone();
        assertRefused(user.refresh(tokens), 54005);

        release.countDown();
        assertThat(held.join().statusCode()).isEqualTo(200);
        assertThat(status(json(held.join()))).isEqualTo(401);
    }

    @Test
    void scriptedAnswerSpendsNothing() {
        JsonNode tokens = user.tokens();
        sandbox.faults().answerNext(1, Sandbox.TOKEN_PATH, Response.of(503));

        assertThat(user.refresh(tokens).statusCode()).isEqualTo(503);
        assertThat(user.refresh(tokens).statusCode()).isEqualTo(200);
    }

    @Test
    void refreshesAreCountedByTheirClient() {
        sandbox.requests().reset();
        JsonNode tokens = user.tokens();
        user.refresh(tokens);
        client.get(campaigns, tokens.path("access_token").asText());

        assertThat(sandbox.requests().tokenRequests(Sandbox.NATIVE_CLIENT_ID, ""))
                .isEqualTo(2);
        assertThat(sandbox.requests().by(Sandbox.NATIVE_CLIENT_ID)).isEqualTo(3);
    }

    private int status(JsonNode tokens) {
        return client.get(campaigns, tokens.path("access_token").asText()).statusCode();
    }

    private static Map<String, String> form(JsonNode tokens) {
        return new HashMap<>(Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                tokens.path("refresh_token").asText()));
    }

    private static void assertRefused(HttpResponse<String> response, int code) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("error").asText()).isEqualTo("invalid_grant");
        assertThat(json(response).path("error_codes").get(0).asInt()).isEqualTo(code);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
