package io.fourinsight.camel.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.ChildJvm;
import io.fourinsight.client.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the route that takes single values from MQTT, with a broker in this process. */
class MqttValuesTest {

    /** As the page has it. */
    private static final String CLIENT = "deck-to-reservoir";

    @TempDir
    Path directory;

    private final Sandbox sandbox = Sandbox.start();
    private final AtomicInteger failed = new AtomicInteger();
    private MqttBroker broker;
    private Main main;

    @BeforeEach
    void startBroker() throws Exception {
        broker = MqttBroker.start();
    }

    @AfterEach
    void stop() throws Exception {
        if (main != null) {
            main.stop();
        }
        broker.stop();
        sandbox.close();
    }

    private void start() throws Exception {
        main = OfflineRoute.main(directory, ReadyProperties.of(sandbox), Map.of("mqtt.broker", broker.address()));
        main.bind("failures", new Failures());
        main.start();
    }

    private final class Failures extends EventNotifierSupport {
        @Override
        public void notify(CamelEvent event) {
            if (event instanceof CamelEvent.ExchangeFailedEvent) {
                failed.incrementAndGet();
            }
        }
    }

    /** Each twice, as a device does that has not heard of the first. */
    private void publish(int first, int end) throws Exception {
        List<String> messages = IntStream.range(first, end)
                .mapToObj(number -> "{\"time\":" + (OfflineRoute.START + number) + ",\"value\":" + number + "}")
                .flatMap(json -> Stream.of(json, json))
                .toList();
        broker.publish("deck/" + Sandbox.EMPTY, messages);
    }

    private boolean has(int count) {
        NavigableMap<Long, Double> values = new TreeMap<>();
        for (int number = 0; number < count; number++) {
            values.put(OfflineRoute.START + number, (double) number);
        }
        return sandbox.samples(Sandbox.EMPTY).equals(values);
    }

    private void awaitAll(int count) {
        Eventually.holds(() -> has(count), "the " + count + " values are in the series, once each");
        Eventually.holds(() -> broker.kept(CLIENT) == 0, "the broker keeps none of their messages");
        assertThat(directory.resolve("dead")).doesNotExist();
    }

    @Test
    void messagesSentWhileTheRouteIsDownArriveWhenItIsBack() throws Exception {
        start();
        publish(0, 100);
        awaitAll(100);
        main.stop();

        publish(100, 200);
        assertThat(broker.kept(CLIENT)).isEqualTo(200);
        start();

        awaitAll(200);
    }

    @Test
    void brokerKeepsMessageThatIsNotStored() throws Exception {
        Path spool = Files.writeString(directory.resolve("spool"), "a file where the folder should be");
        start();
        publish(0, 10);
        Eventually.holds(() -> failed.get() >= 20, "each of them has failed");
        main.stop();
        assertThat(broker.kept(CLIENT)).isEqualTo(20);

        Files.delete(spool);
        start();

        awaitAll(10);
    }

    @Test
    void processKilledBetweenStoringAndAcknowledgingLosesNothing() throws Exception {
        Path properties = Files.writeString(
                directory.resolve("device.properties"),
                ReadyProperties.of(sandbox) + "\nmqtt.broker=" + broker.address() + "\n");
        try (ChildJvm killed = ChildJvm.withHeap(
                "64m",
                OfflineRoute.class,
                directory.toString(),
                properties.toString(),
                "0",
                "-1",
                "1",
                Sandbox.EMPTY)) {
            Eventually.holds(() -> broker.hasSubscription(CLIENT), "the route has subscribed");
            publish(0, 300);
            Eventually.holds(() -> !sandbox.samples(Sandbox.EMPTY).isEmpty(), "some have arrived");
            killed.signal("KILL");
        }

        start();

        awaitAll(300);
    }
}
