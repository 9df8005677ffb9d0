package io.fourinsight.camel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fourinsight.camel.sandbox.http.Response;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The switches of the sandbox's page, used as the page uses them. */
@Timeout(60)
class FaultSwitchesTest {

    private static final String CSV = "0," + "1".repeat(2_000) + "\n";

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final TestClient client = new TestClient(sandbox);
    private final TestFiles files = new TestFiles(client);
    private final TestPage page = new TestPage(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void allAreOffAtFirst() throws Exception {
        assertThat(page.state().required("switches")).hasSize(11).noneMatch(one -> one.required("on")
                .booleanValue());
    }

    @Test
    void servicesAreUnavailableUntilItIsSwitchedOff() throws Exception {
        set("unavailable", true);
        for (int i = 0; i < 3; i++) {
            assertThat(client.reservoir("ping").statusCode()).isEqualTo(503);
            assertThat(client.api("v1.1/Campaigns").statusCode()).isEqualTo(503);
        }

        set("unavailable", false);
        assertThat(client.reservoir("ping").statusCode()).isEqualTo(200);
    }

    @Test
    void tooManyRequestsSayHowLongToWait() throws Exception {
        set("too-many", true);

        assertThat(client.reservoir("ping").statusCode()).isEqualTo(429);
        assertThat(client.reservoir("ping").headers().firstValue("Retry-After")).hasValue("2");
    }

    @Test
    void thereAreNoTokens() throws Exception {
        set("no-tokens", true);

        assertThat(client.requestToken(Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET, sandbox.apiScope())
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void answersGetLostAfterTheWorkIsDone() throws Exception {
        String id = files.create("0,1\n");
        set("lost", true);

        breaksOff(() -> client.reservoir("DELETE", "timeseries/" + id, ""));

        set("lost", false);
        assertThat(client.reservoir("timeseries/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void dayFilesBreakOffOrAreDamaged() throws Exception {
        String id = files.create(CSV);
        set("cut-downloads", true);
        breaksOff(() -> files.bodies(id));

        set("cut-downloads", false);
        set("damaged-downloads", true);
        assertThat(files.bodies(id).get(0)).hasSameSizeAs("0:" + CSV).isNotEqualTo("0:" + CSV);

        set("damaged-downloads", false);
        assertThat(files.bodies(id)).containsExactly("0:" + CSV);
    }

    @Test
    void uploadsBreakOff() throws Exception {
        set("cut-uploads", true);
        breaksOff(() -> files.commit(CSV));

        set("cut-uploads", false);
        assertThatCode(() -> files.commit(CSV)).doesNotThrowAnyException();
    }

    @Test
    void tokensLiveShortlyAndThenAsLongAsBefore() throws Exception {
        set("short-tokens", true);
        String token = client.reservoirToken();
        clock.advance(Duration.ofSeconds(11));
        assertThat(ping(token)).isEqualTo(401);

        set("short-tokens", false);
        String another = client.reservoirToken();
        clock.advance(Duration.ofMinutes(59));
        assertThat(ping(another)).isEqualTo(200);
    }

    @Test
    void filesAreFoundBadAndListedWithAnotherMd5() throws Exception {
        String id = files.create("0,1\n");
        String md5 = md5(id);
        set("verification-fails", true);
        set("wrong-md5", true);
        assertThat(files.verified(files.commit("0,1\n")).required("State").textValue())
                .isEqualTo("Failed");
        assertThat(md5(id)).isNotEqualTo(md5);

        assertThat(page.post("page/switches/off")).isEqualTo(204);
        assertThat(files.verified(files.commit("0,1\n")).required("State").textValue())
                .isEqualTo("Ready");
        assertThat(md5(id)).isEqualTo(md5);
    }

    private String md5(String series) {
        return files.days(series, 0, 1)
                .get(0)
                .required("Chunks")
                .get(0)
                .required("ContentMd5")
                .textValue();
    }

    @Test
    void severalCanBeOnAtOnce() throws Exception {
        set("unavailable", true);
        set("no-tokens", true);
        assertThat(StreamSupport.stream(page.state().required("switches").spliterator(), false)
                        .filter(one -> one.required("on").booleanValue())
                        .map(one -> one.required("key").textValue()))
                .containsExactlyInAnyOrder("unavailable", "no-tokens");

        set("no-tokens", false);
        assertThat(client.reservoir("ping").statusCode()).isEqualTo(503);
    }

    @Test
    void whatATestHasSetStaysWhenAllIsSwitchedOff() throws Exception {
        sandbox.faults().answerNext(1, Sandbox.RESERVOIR_PATH, Response.of(418));
        page.post("page/switches/off");

        assertThat(client.reservoir("ping").statusCode()).isEqualTo(418);
    }

    @Test
    void tokensAreRevoked() throws Exception {
        String token = client.reservoirToken();
        assertThat(ping(token)).isEqualTo(200);

        assertThat(page.post("page/actions/revoke-tokens")).isEqualTo(204);

        assertThat(ping(token)).isEqualTo(401);
    }

    @Test
    void unknownOnesAreNotFound() throws Exception {
        assertThat(page.post("page/switches/other/on")).isEqualTo(404);
        assertThat(page.post("page/actions/other")).isEqualTo(404);
    }

    private int ping(String token) {
        return client.get(sandbox.reservoirUrl() + "ping", token).statusCode();
    }

    private void set(String key, boolean on) throws Exception {
        assertThat(page.post("page/switches/" + key + (on ? "/on" : "/off"))).isEqualTo(204);
        JsonNode one = TestPage.find(page.state().required("switches"), "key", key);
        assertThat(one.required("on").booleanValue()).isEqualTo(on);
    }

    private static void breaksOff(ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOf(UncheckedIOException.class);
    }
}
