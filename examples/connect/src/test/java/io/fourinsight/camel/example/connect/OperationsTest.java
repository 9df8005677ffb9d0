package io.fourinsight.camel.example.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What operators do and see over a worker's REST interface. */
class OperationsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long NANOS = 1_000_000_000L;
    private static final String FIRST = "00000000-0000-4000-8000-00000000000a";
    private static final String SECOND = "00000000-0000-4000-8000-00000000000b";
    private static final int SAMPLES = 60;

    private static ConnectCluster cluster;
    private Sandbox sandbox;
    private String name;

    @BeforeAll
    static void start() throws IOException {
        cluster = Rig.pair();
    }

    @BeforeEach
    void begin(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
        sandbox = Sandbox.start();
        for (String series : List.of(FIRST, SECOND)) {
            sandbox.addSeries(series, START, Duration.ofSeconds(1), SAMPLES, second -> second);
        }
    }

    @AfterEach
    void finish() throws IOException {
        cluster.rest().delete(name);
        sandbox.close();
    }

    private static ConnectRest rest() {
        return cluster.rest();
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * NANOS + time.getNano();
    }

    private static long lastAndOne() {
        return nanos(START.plusSeconds(SAMPLES - 1)) + 1;
    }

    private Map<String, String> source(int tasks) {
        Map<String, String> config = Rig.source(cluster, sandbox, name, tasks);
        config.put("series.ids", FIRST + "," + SECOND);
        config.put("initial.start", START.toString());
        return config;
    }

    /** Reads until a series came this many times as a whole, and waits until its offset is that of its end. */
    private Arrived awaitTimes(int times, String... series) throws IOException {
        Arrived arrived = new Arrived();
        try (TopicReader reader = new TopicReader(Rig.broker().address(), name)) {
            reader.read(PATIENCE, arrived::add, () -> List.of(series).stream()
                    .allMatch(each -> arrived.of(each).values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum()
                            >= times * SAMPLES));
        }
        for (String each : series) {
            Patience.until(
                    PATIENCE,
                    () -> rest().offsets(name).get(each) != null
                            && rest().offsets(name).get(each).path("next").asLong() == lastAndOne(),
                    () -> each + " is not at its end");
        }
        return arrived;
    }

    private String trace(int task) throws IOException {
        return rest().status(name).path("tasks").path(task).path("trace").asText();
    }

    @Test
    void offsetsAreReadRewoundAndForgotten() throws IOException {
        rest().configure(name, source(1));
        awaitTimes(1, FIRST, SECOND);
        rest().stop(name);
        rest().patchOffset(name, FIRST, new LongNode(nanos(START))).require(200);
        rest().resume(name);

        Arrived rewound = awaitTimes(2, FIRST);
        assertThat(rewound.of(FIRST).values()).containsOnly(2).hasSize(SAMPLES);
        assertThat(rewound.of(SECOND).values()).containsOnly(1);

        rest().stop(name);
        rest().patchOffset(
                        name, FIRST, new TextNode(START.plusSeconds(SAMPLES / 2).toString()))
                .require(200);
        rest().patchOffset(name, SECOND, new IntNode(0)).require(200);
        assertThat(rest().offsets(name).get(SECOND).path("next").asLong()).isZero();
        rest().deleteOffsets(name).require(200);
        assertThat(rest().offsets(name)).isEmpty();
        rest().resume(name);

        assertThat(awaitTimes(3, FIRST).of(FIRST).values()).containsOnly(3);
    }

    @Test
    void offsetThatIsNoCursorIsRefused() throws IOException {
        rest().configure(name, source(1));
        awaitTimes(1, FIRST);
        rest().stop(name);

        ConnectRest.Answer answer = rest().patchOffset(name, FIRST, new TextNode("yesterday evening"));
        // whatever a connector throws, a worker answers with 500 and the message
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).contains("next").contains(FIRST);
        assertThat(rest().offsets(name).get(FIRST).path("next").asLong()).isEqualTo(lastAndOne());
    }

    @Test
    void secretsAreInNoLogAndNoAnswer() throws IOException {
        rest().configure(name, source(2));
        awaitTimes(1, FIRST, SECOND);

        String seen = rest().get("/connectors/" + name + "/status").body()
                + rest().get("/connectors/" + name + "/config").body()
                + rest().get("/connectors/" + name + "/tasks").body()
                + rest().get("/connectors?expand=info&expand=status").body()
                + cluster.worker(0).log()
                + cluster.worker(1).log();
        assertThat(seen).contains(FIRST).doesNotContain(Sandbox.CLIENT_SECRET);
    }

    @Test
    void wrongSecretFailsTheTaskWithTheReason() throws IOException {
        Map<String, String> config = source(1);
        config.put("fourinsight.client.secret", cluster.secret("wrong"));
        rest().configure(name, config);
        rest().awaitTasks(name, 1, "FAILED");

        assertThat(trace(0)).contains("credentials").doesNotContain("not-the-secret");
        assertThat(sandbox.requests().tokenRequests()).as("no hammering").isLessThan(6);
    }

    @Test
    void taskThatFailsAloneStopsNoOther() throws IOException {
        sandbox.faults().answerNext(1, Sandbox.TOKEN_PATH, Response.json(401, Map.of("error", "invalid_client")));
        rest().configure(name, source(2));
        rest().awaitTasks(name, 1, "FAILED");
        rest().awaitTasks(name, 1, "RUNNING");
        int failed = rest().tasks(name).indexOf("FAILED");
        awaitTimes(1, runs(1 - failed));

        rest().restartTask(name, failed);
        awaitTimes(1, FIRST, SECOND);
    }

    private String runs(int task) throws IOException {
        for (JsonNode each : rest().get("/connectors/" + name + "/tasks").json()) {
            if (each.path("id").path("task").asInt() == task) {
                return each.path("config").path("task.series").asText();
            }
        }
        throw new IllegalStateException("There is no task " + task);
    }

    @Test
    void unknownSeriesStopsNoOther() throws IOException {
        Map<String, String> config = source(1);
        config.put("series.ids", "00000000-0000-4000-8000-0000000000ff," + FIRST);
        rest().configure(name, config);

        awaitTimes(1, FIRST);
        assertThat(rest().tasks(name)).containsExactly("RUNNING");
    }

    @Test
    void validationSaysWhatIsWrongWithWhichProperty() throws IOException {
        Map<String, String> wrong = new HashMap<>(source(1));
        wrong.put("name", name);
        assertThat(rest().validate(ConnectCluster.sourceClass(), wrong)).isEmpty();

        wrong.put("poll.interval.ms", "soon");
        assertThat(rest().validate(ConnectCluster.sourceClass(), wrong)).containsOnlyKeys("poll.interval.ms");

        wrong.put("poll.interval.ms", "1000");
        wrong.put("initial.start", "now-1h");
        assertThat(rest().validate(ConnectCluster.sourceClass(), wrong)).containsOnlyKeys("heartbeat.topic");

        wrong.put("initial.start", "2026-01-01");
        wrong.put("fourinsight.client.secret", cluster.secret("wrong"));
        wrong.put("fourinsight.validate.connection", "true");
        assertThat(rest().validate(ConnectCluster.sourceClass(), wrong))
                .containsOnlyKeys("fourinsight.client.secret")
                .allSatisfy((property, error) -> assertThat(error).doesNotContain("not-the-secret"));

        wrong.remove("fourinsight.client.id");
        assertThat(rest().validate(ConnectCluster.sourceClass(), wrong)).containsKey("fourinsight.client.id");
        rest().configure(name, source(1)); // so that there is one to delete
    }
}
