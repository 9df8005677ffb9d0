package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConstants;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a consumer of a collection emits: each change, in order, from one start to the next. */
class ConsumerCollectionTest extends CollectionConsumers {

    @Test
    void eachChangeComesOnceInOrder() throws Exception {
        change("before");
        start(NOTES).poll();
        change("a", "b", "c", "d", "e", "f");
        rig.poll();
        assertThat(takeIds()).containsExactly("a", "b", "c", "d", "e", "f");
        rig.poll();
        assertThat(takeIds()).as("nothing has changed").isEmpty();
        change("c");
        rig.poll();

        assertThat(takeIds()).containsExactly("c");
    }

    @Test
    void exchangeHasTheItemAndTheCursor() throws Exception {
        start(NOTES).poll();
        change("a", "b");
        rig.poll();

        List<Exchange> exchanges = rig.take();
        assertThat(exchanges).hasSize(2);
        Exchange first = exchanges.get(0);
        Exchange second = exchanges.get(1);
        assertThat(SandboxContext.map(first)).containsEntry("Id", "a").containsKey("Modified");
        assertThat(first.getMessage().getHeader(FourInsightConstants.COUNT)).isNull();
        assertThat(first.getMessage().getHeader(FourInsightConstants.SERIES_ID)).isNull();
        assertThat(cursor(first, FourInsightConstants.CURSOR_KEY)).startsWith("consumer/collection-");
        assertThat(cursor(first, FourInsightConstants.CURSOR_NEXT)).startsWith("v1c from=2026-01-01T00:00:00Z");
        assertThat(cursor(second, FourInsightConstants.CURSOR_EXPECTED))
                .isEqualTo(cursor(first, FourInsightConstants.CURSOR_NEXT));
        assertThat(first.getFromRouteId()).isEqualTo(ConsumerRig.ROUTE);
    }

    @Test
    void pageHasWhatOneAnswerBrought() throws Exception {
        start(NOTES + "&emit=page").poll();
        change("a", "b", "c", "d", "e");
        rig.poll();

        List<Exchange> exchanges = rig.take();
        assertThat(exchanges).hasSize(2);
        assertThat(exchanges.get(0).getMessage().getHeader(FourInsightConstants.COUNT))
                .isEqualTo(4);
        assertThat(exchanges.get(1).getMessage().getHeader(FourInsightConstants.COUNT))
                .isEqualTo(1);
        assertThat(items(exchanges)).extracting(CollectionConsumers::id).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void listHasAllThatAPollFound() throws Exception {
        start(NOTES + "&emit=list").poll();
        assertThat(rig.take()).as("nothing is no exchange").isEmpty();
        change("a", "b", "c", "d", "e", "f", "g", "h", "i");
        rig.poll();

        List<Exchange> exchanges = rig.take();
        assertThat(exchanges).hasSize(1);
        assertThat(exchanges.get(0).getMessage().getHeader(FourInsightConstants.COUNT))
                .isEqualTo(9);
        assertThat(items(exchanges)).extracting(CollectionConsumers::id).first().isEqualTo("a");
        rig.poll();
        assertThat(rig.take()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"item", "page", "list"})
    void aNewProcessGoesOnWhereTheLastOneStopped(String emit, @TempDir Path folder) throws Exception {
        String uri = NOTES + "&emit=" + emit + "&cursorUrl=jdbc:h2:file:" + folder.resolve("cursors");
        start(uri).poll();
        change("a", "b", "c", "d", "e");
        rig.poll();
        assertThat(takeIds()).hasSize(5);
        rig.stop();
        change("f", "a");
        start(uri).poll();

        assertThat(takeIds()).as("what was delivered within lag is remembered").containsExactly("f", "a");
    }

    @Test
    void aProcessThatStopsHalfWayGoesOnBehindTheLastItem(@TempDir Path folder) throws Exception {
        String uri = NOTES + "&cursorUrl=jdbc:h2:file:" + folder.resolve("cursors");
        start(uri).poll();
        change("a", "b", "c", "d", "e", "f");
        rig.step = exchange -> {
            if (id(exchange.getMessage().getBody()).equals("d")) {
                throw new IllegalStateException("the process dies here");
            }
        };
        rig.poll();
        assertThat(takeIds()).containsExactly("a", "b", "c");
        rig.stop();
        rig.step = exchange -> {};
        start(uri).poll();

        assertThat(takeIds()).containsExactly("d", "e", "f");
    }

    @Test
    void itemThatChangesWhilePagesAreReadIsNeitherLostNorDoubled() throws Exception {
        start(NOTES).poll();
        change("a", "b", "c", "d", "e", "f", "g", "h", "i");
        rig.step = exchange -> {
            if (id(exchange.getMessage().getBody()).equals("b")) {
                rig.step = again -> {};
                change("a", "e");
            }
        };
        rig.poll();
        rig.poll();

        assertThat(takeIds())
                .as("behind the first page a link with $skip would jump over one")
                .containsExactly("a", "b", "c", "d", "f", "g", "h", "i", "a", "e");
    }

    @Test
    void changeThatBecomesVisibleLaterThanAGreaterOneComes() throws Exception {
        start(NOTES + "&lag=30s").poll();
        sandbox.items().change("Notes", "slow", Map.of(), SECOND.multipliedBy(20));
        clock.advance(SECOND);
        change("fast");
        rig.poll();
        assertThat(takeIds()).containsExactly("fast");
        rig.advance(SECOND.multipliedBy(20)).poll();

        assertThat(takeIds()).containsExactly("slow");
    }

    @Test
    void collectionThatChangesAllTheTimeComesWhole() throws Exception {
        for (int note = 0; note < 20; note++) {
            sandbox.items().change("Notes", "n" + note, Map.of(), Duration.ZERO);
        }
        clock.advance(SECOND);
        sandbox.items().every("Notes", SECOND.multipliedBy(3), SECOND.multipliedBy(40));
        start(NOTES).poll();
        Map<String, Set<String>> delivered = new HashMap<>();
        for (int poll = 0; poll < 30; poll++) {
            rig.advance(SECOND.multipliedBy(20)).poll();
            for (Object item : items(rig.take())) {
                String modified = String.valueOf(((Map<?, ?>) item).get("Modified"));
                assertThat(delivered
                                .computeIfAbsent(id(item), id -> new HashSet<>())
                                .add(modified))
                        .as("%s of %s comes once", id(item), modified)
                        .isTrue();
            }
        }
        rig.advance(SECOND.multipliedBy(60));
        assertThat(delivered).hasSize(20);
    }

    @Test
    void initialStartBringsWhatChangedSince() throws Exception {
        change("a", "b", "c");
        start(NOTES + "&initialStart=2026-01-01T00:00:01Z").poll();

        assertThat(takeIds()).containsExactly("b", "c");
    }

    @Test
    void beginningIsThatOfTheFirstStart(@TempDir Path folder) throws Exception {
        String uri = NOTES + "&cursorUrl=jdbc:h2:file:" + folder.resolve("cursors");
        change("before");
        start(uri).poll();
        rig.stop();
        change("a");
        start(uri).poll();

        assertThat(takeIds()).containsExactly("a");
    }

    @Test
    void queryAddsToWhatIsAskedFor() throws Exception {
        start(NOTES + "&query=RAW{$filter=startswith(Id,'x')&$select=Id,Modified}")
                .poll();
        change("x1", "y1", "x2");
        rig.poll();

        List<Object> items = items(rig.take());
        assertThat(items).extracting(CollectionConsumers::id).containsExactly("x1", "x2");
        assertThat((Map<?, ?>) items.get(0)).hasSize(2);
    }

    /** Changes notes, of which the first gets this revision, and each after it a greater one. */
    private void revise(long first, String... ids) {
        for (String id : ids) {
            sandbox.items().change("Notes", id, Map.of("Revision", first++), Duration.ZERO);
        }
    }

    @Test
    void integersAreOrderedAsNumbers(@TempDir Path folder) throws Exception {
        String uri = "fourinsight:api?path=v1.1/Notes&cursorProperty=Revision&initialStart=9&cursorUrl=jdbc:h2:file:"
                + folder.resolve("cursors");
        revise(8, "a", "b", "c", "d", "e", "f");
        start(uri).poll();
        assertThat(takeIds()).as("of 8, 9, 10 and so on").containsExactly("b", "c", "d", "e", "f");
        revise(99, "g", "b", "h");
        rig.stop();
        start(uri).poll();
        rig.poll();

        assertThat(takeIds()).as("of 99, 100 and 101").containsExactly("g", "b", "h");
    }
}
