package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.session.SessionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How what goes wrong at the services shows in an exchange. */
class ErrorsTest {

    private static final String CAMPAIGNS = "fourinsight:campaigns";
    private static final String SAMPLES = "fourinsight:timeseries?seriesId=" + Sandbox.BERGEN
            + "&start=2026-01-01&end=2026-01-02&aggregationPeriod=1h&aggregationFunction=max";

    private final CountDownLatch end = new CountDownLatch(1);
    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
        context.configuration().setRetryBackoff(Duration.ofMillis(1));
    }

    @AfterEach
    void stop() {
        end.countDown();
        context.close();
        sandbox.close();
    }

    private Exchange send(String uri) throws Exception {
        return context.route("route", uri).send("route");
    }

    private HttpOperationFailedException failure(Exchange exchange) {
        assertThat(exchange.getException()).isInstanceOf(HttpOperationFailedException.class);
        return (HttpOperationFailedException) exchange.getException();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 403, 404, 500})
    void finalStatusIsCamelsExceptionAfterOneRequest(int status) throws Exception {
        sandbox.faults()
                .answerNext(
                        1,
                        Sandbox.API_PATH,
                        Response.of(status).header("X-Reason", "because").body("text/plain", "what happened"));

        HttpOperationFailedException failure = failure(send(CAMPAIGNS));

        assertThat(failure.getStatusCode()).isEqualTo(status);
        assertThat(failure.getResponseBody()).isEqualTo("what happened");
        assertThat(failure.getResponseHeaders()).containsEntry("X-reason", "because");
        assertThat(failure.getUri()).isEqualTo(sandbox.apiUrl() + "v1.1/Campaigns");
        assertThat(sandbox.requests().apiRequests()).isEqualTo(1);
    }

    @Test
    void unauthorizedForEverCostsOneNewTokenAndOneRepetition() throws Exception {
        sandbox.faults().answerNext(100, Sandbox.API_PATH, Response.of(401));

        assertThat(failure(send(CAMPAIGNS)).getStatusCode()).isEqualTo(401);

        assertThat(sandbox.requests().apiRequests()).isEqualTo(2);
        assertThat(sandbox.requests().tokenRequests()).isEqualTo(2);
        for (int i = 0; i < 10; i++) {
            assertThat(failure(context.send("route")).getStatusCode()).isEqualTo(401);
        }
        assertThat(sandbox.requests().tokenRequests())
                .as("nor do more of them hammer the token endpoint")
                .isEqualTo(2);
    }

    @Test
    void revokedTokenIsReplacedUnnoticed() throws Exception {
        assertThat(send(CAMPAIGNS).getException()).isNull();
        sandbox.revokeTokens();

        assertThat(context.send("route").getException()).isNull();

        assertThat(sandbox.requests().tokenRequests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {413, 429, 502, 503, 504})
    void passingFailureIsRetried(int status) throws Exception {
        sandbox.faults().answerNext(3, Sandbox.API_PATH, Response.of(status));

        assertThat(send(CAMPAIGNS).getException()).isNull();

        assertThat(sandbox.requests().apiRequests()).isEqualTo(4);
    }

    @Test
    void failureThatDoesNotPassComesOutAfterTheLastRetry() throws Exception {
        sandbox.faults().answerNext(100, Sandbox.API_PATH, Response.of(503));

        assertThat(failure(send(CAMPAIGNS)).getStatusCode()).isEqualTo(503);

        assertThat(sandbox.requests().apiRequests()).isEqualTo(4);
    }

    @Test
    void retryAfterBeyondTheLimitFailsAtOnceAndShowsIt() throws Exception {
        sandbox.faults().answerNext(1, Sandbox.API_PATH, Response.of(429).header("Retry-After", "61"));

        HttpOperationFailedException failure = failure(send(CAMPAIGNS));

        assertThat(failure.getStatusCode()).isEqualTo(429);
        assertThat(failure.getResponseHeaders()).containsEntry("Retry-after", "61");
        assertThat(sandbox.requests().apiRequests()).isEqualTo(1);
    }

    @Test
    void postIsNotRepeatedUnlessTheServiceDidNothing() throws Exception {
        context.route("post", "fourinsight:api?operation=post&path=v1.0/Notes");
        sandbox.faults().answerNext(1, Sandbox.API_PATH, Response.of(502));
        assertThat(failure(context.sendBody("post", Map.of("text", "a"))).getStatusCode())
                .isEqualTo(502);
        assertThat(sandbox.requests().apiRequests()).isEqualTo(1);

        sandbox.faults().answerNext(1, Sandbox.API_PATH, Response.of(503));
        assertThat(context.sendBody("post", Map.of("text", "a")).getException()).isNull();
        assertThat(sandbox.requests().apiRequests()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>secret-page</html>", "{\"value\":[{\"Id\":\"secret-page", "", "[1] [2]"})
    void answerThatIsNotJsonIsAnErrorThatQuotesNothing(String body) throws Exception {
        sandbox.faults().answerNext(1, Sandbox.RESERVOIR_PATH, Response.of(200).body("text/html", body));

        assertThat(send(SAMPLES).getException())
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("samples/aggregate")
                .hasMessageNotContaining("secret-page")
                .hasNoCause();
        sandbox.faults().answerNext(1, Sandbox.API_PATH, Response.of(200).body("text/html", body));
        Exchange list = context.route("list", CAMPAIGNS).send("list");
        if (body.isEmpty()) {
            assertThat(list.getMessage().getBody()).isNull();
        } else {
            assertThat(list.getException())
                    .isInstanceOf(RestException.Malformed.class)
                    .hasMessageContaining("not JSON")
                    .hasMessageNotContaining("secret-page")
                    .hasNoCause();
        }
    }

    @Test
    void jsonListIsACollectionForTheApiAndAnErrorForSamples() throws Exception {
        sandbox.faults().answerNext(1, Sandbox.API_PATH, Response.json(200, List.of(1, 2)));
        sandbox.faults().answerNext(1, Sandbox.RESERVOIR_PATH, Response.json(200, List.of(1, 2)));

        assertThat(send(CAMPAIGNS).getMessage().getBody()).isEqualTo(List.of(1, 2));
        assertThat(context.route("samples", SAMPLES).send("samples").getException())
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("expected an object");
    }

    @Test
    void nextLinkToAnotherHostIsNotFollowed() throws Exception {
        try (Sandbox other = Sandbox.start()) {
            Map<String, Object> page = Map.of("value", List.of(), "@odata.nextLink", other.apiUrl() + "v1.1/Campaigns");
            sandbox.faults().answerNext(1, Sandbox.API_PATH, Response.json(200, page));
            sandbox.faults().answerNext(1, Sandbox.RESERVOIR_PATH, Response.json(200, page));

            assertThat(send(CAMPAIGNS).getException()).isInstanceOf(RestException.ForbiddenLink.class);
            assertThat(context.route("samples", SAMPLES).send("samples").getException())
                    .isInstanceOf(RestException.ForbiddenLink.class);

            assertThat(other.requests().last()).isEmpty();
        }
    }

    @Test
    void nextLinksInACircleEnd() throws Exception {
        Map<String, Object> page =
                Map.of("value", List.of(), "@odata.nextLink", sandbox.apiUrl() + "v1.1/Campaigns?$skip=0");
        sandbox.faults().answerNext(10, Sandbox.API_PATH, Response.json(200, page));

        assertThat(send(CAMPAIGNS).getException())
                .isInstanceOf(RestException.ForbiddenLink.class)
                .hasMessageContaining("in a circle");
        assertThat(sandbox.requests().apiRequests()).isEqualTo(2);
    }

    @Test
    void serviceThatDoesNotAnswerIsGivenUpAfterTheRequestTimeout() throws Exception {
        context.configuration().setRequestTimeout(Duration.ofMillis(300));
        sandbox.faults().beforeAnswer(Sandbox.API_PATH, this::untilTheEnd);

        assertThat(send(CAMPAIGNS).getException())
                .isInstanceOf(java.io.InterruptedIOException.class)
                .hasMessageContaining("requestTimeout");
    }

    @Test
    void serviceThatIsDownIsAnIoError() throws Exception {
        context.route("route", CAMPAIGNS, "fourinsight:ping");
        assertThat(context.send("route").getException()).isNull();
        sandbox.close();

        assertThat(context.send("route").getException()).isInstanceOf(java.io.IOException.class);
    }

    @Test
    void wrongSecretIsMisconfiguredAndNotTriedAgainSoon() throws Exception {
        context.configuration().setClientSecret("wrong-secret");

        for (int i = 0; i < 20; i++) {
            assertThat(context.route("route" + i, CAMPAIGNS).send("route" + i).getException())
                    .asInstanceOf(type(SessionException.Misconfigured.class))
                    .satisfies(e -> assertThat(e.errorCode()).isEqualTo("invalid_client"))
                    .satisfies(e -> assertThat(e).hasMessageNotContaining("wrong-secret"));
        }

        assertThat(sandbox.requests().tokenRequests())
                .as("20 routes with one wrong secret make one series of attempts")
                .isEqualTo(1);
        assertThat(sandbox.requests().apiRequests()).isZero();
    }

    @Test
    void wrongSecretDoesNotGetTheSessionOfTheRightOne() throws Exception {
        context.route("route", CAMPAIGNS, CAMPAIGNS + "?clientSecret=wrong-secret");

        assertThat(context.send("route").getException()).isInstanceOf(SessionException.Misconfigured.class);

        assertThat(sandbox.requests().apiRequests()).isEqualTo(1);
    }

    @Test
    void tokenEndpointThatIsDownIsUnavailableWithTheTimeOfTheNextTry() throws Exception {
        context.configuration().setTokenUrl("http://127.0.0.1:" + closedPort() + "/token");
        context.configuration().setTokenTimeout(Duration.ofMillis(300)); // how long the exchange tries again

        assertThat(send(CAMPAIGNS).getException())
                .asInstanceOf(type(SessionException.Unavailable.class))
                .satisfies(e -> assertThat(e.retryAt()).isNotNull());
    }

    private static int closedPort() throws java.io.IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void tokenEndpointThatDoesNotAnswerIsGivenUpAfterTheTokenTimeout() throws Exception {
        context.configuration().setTokenTimeout(Duration.ofMillis(300));
        sandbox.faults().beforeAnswer(Sandbox.TOKEN_PATH, this::untilTheEnd);

        assertThat(send(CAMPAIGNS).getException()).isInstanceOf(SessionException.Unavailable.class);
    }

    @Test
    void strangeAnswersOfTheTokenEndpointAreUnavailable() throws Exception {
        List<Response> answers = List.of(
                Response.of(200).body("text/html", "<html>sign in</html>"),
                Response.of(302).header("Location", sandbox.apiUrl().toString()),
                Response.json(200, Map.of("error", "temporarily_unavailable")),
                Response.of(500));
        for (int i = 0; i < answers.size(); i++) {
            sandbox.faults().answerNext(1, Sandbox.TOKEN_PATH, answers.get(i));
            // a scope of its own is a credential of its own, which no earlier failure holds back
            // and within this time comes no next attempt, which would be answered otherwise
            String uri = CAMPAIGNS + "?tokenTimeout=200ms&apiScope=scope-" + i;

            assertThat(context.route("route" + i, uri).send("route" + i).getException())
                    .as("answer %d", i)
                    .isInstanceOf(SessionException.Unavailable.class);
        }
        assertThat(sandbox.requests().apiRequests()).isZero();
    }

    private void untilTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
