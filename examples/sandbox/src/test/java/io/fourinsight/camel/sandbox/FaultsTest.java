package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.http.Response;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultsTest {

    private final Sandbox sandbox = Sandbox.start();
    private final TestClient client = new TestClient(sandbox);
    private final String token = client.reservoirToken();
    private final String ping = sandbox.reservoirUrl() + "ping";

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void scriptedAnswersAreUsedUpInTurn() {
        sandbox.faults().answerNext(2, Sandbox.RESERVOIR_PATH, Response.of(503).header("Retry-After", "7"));
        sandbox.faults().answerNext(1, Sandbox.RESERVOIR_PATH, Response.of(418).body("text/plain", "teapot"));

        HttpResponse<String> first = client.get(ping, token);
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).contains("7");
        assertThat(first.body()).isEmpty();
        assertThat(client.get(ping, token).statusCode()).isEqualTo(503);
        HttpResponse<String> third = client.get(ping, token);
        assertThat(third.statusCode()).isEqualTo(418);
        assertThat(third.body()).isEqualTo("teapot");
        assertThat(third.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(client.get(ping, token).statusCode()).isEqualTo(200);
    }

    @Test
    void scriptMeetsOnlyItsPath() {
        sandbox.faults()
                .answerNext(1, Sandbox.TOKEN_PATH, Response.json(400, Map.of("error", "temporarily_unavailable")));

        assertThat(client.get(ping, token).statusCode()).isEqualTo(200);
        HttpResponse<String> refused =
                client.requestToken(Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET, sandbox.apiScope());
        assertThat(json(refused).path("error").asText()).isEqualTo("temporarily_unavailable");
    }

    @Test
    void scriptAnswersExactlyAsOftenAsItSaysUnderLoad() {
        sandbox.faults().answerNext(20, ping(), Response.of(503));

        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(client.getAsync(ping, token));
        }

        assertThat(answers.stream().map(answer -> answer.join().statusCode()).filter(status -> status == 503))
                .hasSize(20);
    }

    @Test
    void hookHoldsARequestUpUntilItIsReleased() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        sandbox.faults().beforeAnswer(ping(), () -> {
            arrived.countDown();
            await(release);
        });

        CompletableFuture<HttpResponse<String>> answer = client.getAsync(ping, token);

        assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(answer).isNotDone();
        assertThat(sandbox.requests().under(ping())).isEqualTo(1);
        assertThat(client.reservoir("timeseries/" + Sandbox.EMPTY).statusCode()).isEqualTo(200);
        release.countDown();
        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    @Test
    void answerIsHeldBackAfterItsRequestWasHandled() throws InterruptedException {
        CountDownLatch handled = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        String notes = sandbox.apiUrl() + "v1.1/Notes";
        String apiToken = client.apiToken();
        int before = json(client.get(notes, apiToken)).path("value").size();
        sandbox.faults().afterHandling(Sandbox.API_PATH, () -> {
            handled.countDown();
            await(release);
        });

        CompletableFuture<HttpResponse<String>> created =
                CompletableFuture.supplyAsync(() -> client.api("POST", "v1.1/Notes", "{\"Title\":\"held\"}"));
        assertThat(handled.await(30, TimeUnit.SECONDS)).isTrue();
        sandbox.faults().clear();

        assertThat(json(client.get(notes, apiToken)).path("value")).hasSize(before + 1);
        assertThat(created).isNotDone();
        release.countDown();
        assertThat(created.join().statusCode()).isEqualTo(201);
    }

    @Test
    void refusedRequestsCountAsHandled() {
        AtomicInteger handled = new AtomicInteger();
        sandbox.faults().afterHandling("/", handled::incrementAndGet);

        assertThat(client.getWithoutToken(sandbox.apiUrl().resolve("/nothing").toString())
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.getWithoutToken(ping).statusCode()).isEqualTo(401);
        assertThat(handled).hasValue(2);
    }

    @Test
    void delayMakesAnswersLate() {
        sandbox.faults().delay(ping(), Duration.ofMillis(200));

        long start = System.nanoTime();
        client.get(ping, token);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void clearEndsAllFaults() {
        sandbox.faults().answerNext(Integer.MAX_VALUE, "/", Response.of(500));
        sandbox.faults().beforeAnswer("/", () -> {
            throw new IllegalStateException("still there");
        });

        sandbox.faults().clear();

        assertThat(client.get(ping, token).statusCode()).isEqualTo(200);
    }

    private static String ping() {
        return Sandbox.RESERVOIR_PATH + "ping";
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
