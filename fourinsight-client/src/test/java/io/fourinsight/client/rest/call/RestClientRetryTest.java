package io.fourinsight.client.rest.call;

import static io.fourinsight.client.testing.ScriptedServer.reply;
import static io.fourinsight.client.testing.ScriptedServer.sequence;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestClientRetryTest {

    private static final ScriptedServer.Script OK = reply(200, "{\"ok\":true}");
    private static final ScriptedServer.Script HANG_UP = (request, out) -> {
        throw new ScriptedServer.HangUp();
    };

    private final RestRig rig = new RestRig();
    private final ScriptedServer server = new ScriptedServer(OK);

    @AfterEach
    void close() throws IOException {
        rig.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {413, 429, 502, 503, 504})
    void getIsRetriedOnTheseStatusesUntilItSucceeds(int status) {
        server.script(sequence(reply(status, "busy"), reply(status, "busy"), reply(status, "busy"), OK));

        assertThat(rig.json(get())).isEqualTo(Map.of("ok", true));
        assertThat(server.authorizations()).hasSize(4).containsOnly("Bearer token-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void putAndDeleteAreRetriedWithTheirBody(String method) {
        server.script(sequence(reply(502, ""), HANG_UP, OK));

        rig.json(RestRequest.of(method, server.uri("/x"), text()));

        assertThat(server.seen()).hasSize(3).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo(method);
            assertThat(request.body()).isEqualTo("{}");
        });
    }

    @Test
    void pausesGrowExponentiallyWithJitterInTheUpperHalf() {
        server.script(reply(503, ""));

        failed(get());

        assertThat(rig.pauses()).hasSize(3);
        for (int i = 0; i < 3; i++) {
            Duration full = RestRig.BACKOFF.multipliedBy(1L << i);
            assertThat(rig.pauses().get(i)).isBetween(full.dividedBy(2), full);
        }
    }

    @Test
    void afterTheLastAttemptTheStatusComesOutWithAllButTheToken() {
        server.script(reply(503, "out of order", "X-Reason: repairs", "Content-Type: text/plain"));

        RestException.Status failure = failed(RestRequest.get(server.uri("/v1/things?secret=1")));

        assertThat(server.seen()).hasSize(4);
        assertThat(failure.status()).isEqualTo(503);
        assertThat(failure.reason()).isEqualTo("Reason");
        assertThat(failure.headers()).containsEntry("X-Reason", "repairs");
        assertThat(failure.headers().get("x-reason")).as("in any case").isEqualTo("repairs");
        assertThat(failure.body()).isEqualTo("out of order");
        assertThat(failure).hasMessageContaining("GET http://localhost").hasMessageContaining("/v1/things");
        assertThat(failure.toString() + failure.headers()).doesNotContain("token-1", "secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 408, 409, 500, 501})
    void otherStatusesAreNeverRetried(int status) {
        server.script(reply(status, ""));

        assertThat(failed(get()).status()).isEqualTo(status);
        assertThat(server.seen()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"413,1", "429,4", "502,1", "503,4", "504,1"})
    void postIsRetriedOnlyWhereTheServerSaysThatItDidNothing(int status, int requests) {
        server.script(reply(status, ""));

        assertThat(failed(RestRequest.of("post", server.uri("/x"), text())).status())
                .isEqualTo(status);
        assertThat(server.seen()).hasSize(requests);
    }

    @Test
    void patchIsTreatedAsPost() {
        server.script(reply(504, ""));

        failed(RestRequest.of("PATCH", server.uri("/x"), text()));

        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void postOfARepeatableStepIsRetriedAsGetIs() {
        server.script(sequence(reply(504, ""), HANG_UP, OK));

        rig.json(new RestRequest("POST", server.uri("/x"), text(), true));

        assertThat(server.seen()).hasSize(3);
    }

    @Test
    void statusAfterALostAnswerSaysThatItMayBeAboutWhatTheFirstAttemptDid() {
        server.script(sequence(HANG_UP, reply(409, "")));
        assertThat(failed(get()).isRepetition()).isTrue();

        server.script(sequence(reply(504, ""), reply(404, "")));
        assertThat(failed(get()).isRepetition()).isTrue();
    }

    @Test
    void statusAfterARefusalIsAboutThisAttempt() {
        server.script(reply(409, ""));
        assertThat(failed(get()).isRepetition()).isFalse();

        server.script(sequence(reply(503, ""), reply(429, ""), reply(409, "")));
        assertThat(failed(get()).isRepetition()).isFalse();
    }

    @Test
    void aConnectionThatBreaksMayHaveDoneAPostSoItIsNotRepeated() {
        server.script(HANG_UP);

        RestException.Transport failure = transport(RestRequest.of("POST", server.uri("/x"), text()));

        assertThat(server.seen()).hasSize(1);
        assertThat(failure.getCause()).isNotNull();
    }

    @Test
    void aConnectionThatBreaksIsRetriedForGet() {
        server.script(sequence(HANG_UP, HANG_UP, OK));

        assertThat(rig.json(get())).isEqualTo(Map.of("ok", true));
    }

    @Test
    void aRefusedConnectionIsRetriedForPostTooSinceNothingWasSent() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = URI.create("http://localhost:" + socket.getLocalPort() + "/x");
        }

        RestException.Transport failure = transport(RestRequest.of("POST", nobody, text()));

        assertThat(rig.pauses()).hasSize(3);
        assertThat(failure.getCause()).isInstanceOf(ConnectException.class);
    }

    @Test
    void aBodyThatCannotBeReadTwiceIsSentOnce() {
        server.script(reply(503, ""));
        HttpEntity once = new InputStreamEntity(new ByteArrayInputStream("{}".getBytes(UTF_8)), ContentType.WILDCARD);

        failed(RestRequest.of("PUT", server.uri("/x"), once));

        assertThat(server.seen()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "Sun, 01 Mar 2026 12:00:07 GMT", "Sunday, 01-Mar-26 12:00:07 GMT"})
    void retryAfterReplacesTheBackoff(String value) {
        server.script(sequence(reply(502, "", "Retry-After: " + value), OK));

        rig.json(get());

        assertThat(rig.pauses()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void retryAfterADateInThePastMeansNow() {
        server.script(sequence(reply(503, "", "Retry-After: Sun, 01 Mar 2026 11:00:00 GMT"), OK));

        rig.requestTimeout(Duration.ofMinutes(1)).json(get());

        assertThat(rig.pauses()).containsExactly(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"61", "99999999999", "99999999999999999999999", "Mon, 02 Mar 2026 12:00:00 GMT"})
    void aLongerRetryAfterThanAllowedFailsAtOnceAndIsTold(String value) {
        server.script(reply(429, "", "Retry-After: " + value));
        rig.requestTimeout(Duration.ofDays(30));

        RestException.Status failure = failed(get());

        assertThat(server.seen()).hasSize(1);
        assertThat(failure.retryAfter().orElseThrow()).isGreaterThan(Duration.ofSeconds(60));
        assertThat(failure.headers()).containsEntry("Retry-After", value);
    }

    @Test
    void theLongestAllowedRetryAfterIsHonoured() {
        server.script(sequence(reply(429, "", "Retry-After: 60"), OK));

        rig.requestTimeout(Duration.ofMinutes(2)).json(get());

        assertThat(rig.pauses()).containsExactly(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "1e3"})
    void aRetryAfterThatMakesNoSenseIsIgnored(String value) {
        server.script(sequence(reply(503, "", "Retry-After: " + value), OK));

        rig.json(get());

        assertThat(rig.pauses()).hasSize(1);
        assertThat(rig.pauses().get(0)).isBetween(RestRig.BACKOFF.dividedBy(2), RestRig.BACKOFF);
    }

    @Test
    void withoutRetriesAllowedThereIsOneAttempt() {
        server.script(reply(503, ""));

        rig.maxRetries(0);
        failed(get());

        assertThat(server.seen()).hasSize(1);
    }

    private RestRequest get() {
        return RestRequest.get(server.uri("/x"));
    }

    private static HttpEntity text() {
        return new StringEntity("{}", ContentType.APPLICATION_JSON);
    }

    private RestException.Status failed(RestRequest request) {
        return catchThrowableOfType(RestException.Status.class, () -> rig.json(request));
    }

    private RestException.Transport transport(RestRequest request) {
        return catchThrowableOfType(RestException.Transport.class, () -> rig.json(request));
    }
}
