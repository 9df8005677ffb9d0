package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.encode;
import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Items that change without a client, as a poll by {@code Modified} sees them. */
class ItemChangesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestClock clock = new TestClock();
    private final Instant start = clock.instant();
    private Sandbox sandbox = Sandbox.builder().clock(clock).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** What was modified at a time or later, in that order. */
    private JsonNode itemsSince(String collection, Instant time) {
        String query = "?$orderby=Modified&$filter=" + encode("Modified ge " + time);
        return json(new TestClient(sandbox).api("v1.1/" + collection + query)).path("value");
    }

    private List<String> since(String collection, Instant time) {
        List<String> ids = new ArrayList<>();
        itemsSince(collection, time).forEach(item -> ids.add(item.path("Id").asText()));
        return ids;
    }

    @Test
    void anItemThatIsChangedIsModifiedNow() {
        sandbox.items().change("Notes", "a", Map.of("Title", "one"), Duration.ZERO);
        clock.advance(SECOND);
        sandbox.items().change("Notes", "b", Map.of("Priority", 2.0), Duration.ZERO);
        assertThat(since("Notes", start)).containsExactly("a", "b");
        clock.advance(SECOND);
        sandbox.items().change("Notes", "a", Map.of("Text", "more"), Duration.ZERO);

        assertThat(since("Notes", start)).containsExactly("b", "a");
        JsonNode note = json(new TestClient(sandbox).api("v1.1/Notes/a"));
        assertThat(note.path("Title").asText()).isEqualTo("one");
        assertThat(note.path("Text").asText()).isEqualTo("more");
        sandbox.items().remove("Notes", "a");
        assertThat(since("Notes", start)).containsExactly("b");
    }

    @Test
    void whatWasChangedEarlierMayBeSeenLater() {
        sandbox.items().change("Notes", "slow", Map.of(), SECOND.multipliedBy(10));
        clock.advance(SECOND);
        sandbox.items().change("Notes", "fast", Map.of(), Duration.ZERO);
        assertThat(since("Notes", start)).containsExactly("fast");
        clock.advance(SECOND.multipliedBy(9));

        assertThat(since("Notes", start)).containsExactly("slow", "fast");
    }

    @Test
    void theLaterOfTwoChangesStaysWhicheverIsSeenFirst() {
        sandbox.items().change("Notes", "a", Map.of("Title", "earlier"), SECOND.multipliedBy(10));
        clock.advance(SECOND);
        sandbox.items().change("Notes", "a", Map.of("Title", "later"), Duration.ZERO);
        clock.advance(SECOND.multipliedBy(20));

        assertThat(since("Notes", start.plus(SECOND))).containsExactly("a");
        assertThat(json(new TestClient(sandbox).api("v1.1/Notes/a"))
                        .path("Title")
                        .asText())
                .isEqualTo("later");
    }

    @Test
    void itemsChangeRegularlyAndNotInTheOrderInWhichTheyAreSeen() {
        sandbox.close();
        sandbox = Sandbox.builder()
                .clock(clock)
                .changing("FieldsLookups", SECOND.multipliedBy(10), SECOND.multipliedBy(60))
                .start();
        Set<String> seen = new HashSet<>();
        Instant latest = start;
        int behind = 0;
        for (int poll = 0; poll < 40; poll++) {
            clock.advance(SECOND.multipliedBy(10));
            for (JsonNode item : itemsSince("FieldsLookups", start)) {
                Instant modified = Instant.parse(item.path("Modified").asText());
                if (seen.add(item.path("Id").asText())) {
                    behind += modified.isBefore(latest) ? 1 : 0;
                    latest = modified.isAfter(latest) ? modified : latest;
                }
            }
        }

        assertThat(seen).hasSizeBetween(33, 40);
        assertThat(behind).isPositive();
    }

    @Test
    void whatCannotChangeIsRefused() {
        assertThatThrownBy(() -> sandbox.items().change("Wells", "a", Map.of(), SECOND))
                .hasMessage("There is no collection Wells");
        assertThatThrownBy(() -> sandbox.items().every("Sensors", SECOND, SECOND))
                .hasMessage("Sensors do not say when they were changed");
        assertThatThrownBy(() -> sandbox.items().every("Notes", Duration.ZERO, SECOND))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
