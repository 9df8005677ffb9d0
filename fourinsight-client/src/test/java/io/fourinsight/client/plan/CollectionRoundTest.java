package io.fourinsight.client.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.plan.CollectionRound.Ask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollectionRoundTest {

    private static final Instant NOW = Instant.parse("2026-01-03T10:00:00Z");
    private static final CollectionItem.Settings SETTINGS =
            new CollectionItem.Settings("Modified", Duration.ofMinutes(1));

    private record Item(String id, @Nullable String value) implements CollectionItem {}

    private static CollectionRound round(CollectionCursor cursor) {
        return new CollectionRound(SETTINGS, cursor, NOW);
    }

    private static Ask ge(String literal) {
        return new Ask.Query("Modified ge " + literal, "Modified,Id");
    }

    @Test
    void itAsksFromTheCursorLessTheLagButNotBeforeItsBeginning() {
        CollectionCursor cursor =
                CollectionCursor.parse("k", "v1c from=2026-01-01T00:00:00Z next=2026-01-02T00:00:00.123456700Z");

        assertThat(round(cursor).ask()).contains(ge("2026-01-01T23:59:00.1234567Z"));
        assertThat(round(CollectionCursor.since(NOW)).ask()).contains(ge("2026-01-03T10:00:00Z"));
        assertThat(round(CollectionCursor.everything()).ask())
                .contains(new Ask.Query("Modified ne null", "Modified,Id"));
        assertThat(new CollectionRound(
                                new CollectionItem.Settings("modified", Duration.ZERO),
                                CollectionCursor.since(CursorValue.of(7)),
                                NOW)
                        .ask())
                .contains(new Ask.Query("modified ge 7", "modified,id"));
    }

    @Test
    void aPageBeginsAtTheLastValueOfThePageBefore() {
        CollectionRound round = round(CollectionCursor.everything());
        Item a = new Item("a", "2026-01-02T00:00:00Z");
        Item b = new Item("b", "2026-01-02T00:00:00.1234567Z");
        Item c = new Item("c", "2026-01-02T00:00:01Z");

        assertThat(round.answered(List.of(a, b), true)).containsExactly(a, b);
        assertThat(round.ask()).contains(ge("2026-01-02T00:00:00.1234567Z"));
        assertThat(round.answered(List.of(b, c), false)).containsExactly(c);
        assertThat(round.ask()).isEmpty();
        assertThat(round.completed(1).next()).hasToString("2026-01-02T00:00:00Z");
        assertThat(round.completed(2).next()).hasToString("2026-01-02T00:00:01Z");
        assertThatThrownBy(() -> round.completed(1)).hasMessageContaining("1 items are not among the 0 under way");
    }

    @Test
    void aValueThatFillsPagesIsReadByLinksUntilASecondPassFindsTheSame() {
        CollectionRound round = round(CollectionCursor.everything());
        String value = "2026-01-02T00:00:00Z";
        Item later = new Item("z", "2026-01-02T00:00:05Z");
        List<Item> page = items(value, "a", "b");
        Ask link = new Ask.NextLink();

        assertThat(round.answered(page, true)).isEqualTo(page);
        assertThat(round.ask()).contains(ge(value));
        assertThat(round.answered(page, true)).isEmpty();
        assertThat(round.ask()).contains(link);
        // a has changed, so that c moved up and was jumped over
        assertThat(round.answered(List.of(new Item("d", value), later), false)).containsExactly(new Item("d", value));
        assertThat(round.ask()).contains(ge(value));
        assertThat(round.answered(items(value, "b", "c"), true)).containsExactly(new Item("c", value));
        assertThat(round.ask()).contains(link);
        assertThat(round.answered(List.of(new Item("d", value), later), false)).isEmpty();
        assertThat(round.ask()).as("a is gone, which may have hidden others").contains(ge(value));
        round.answered(items(value, "b", "c"), true);
        round.answered(List.of(new Item("d", value), later), false);
        assertThat(round.ask()).contains(ge("2026-01-02T00:00:05Z"));
        assertThat(round.answered(List.of(later), false)).containsExactly(later);
        assertThat(round.ask()).isEmpty();
    }

    private static List<Item> items(String value, String... ids) {
        List<Item> items = new ArrayList<>();
        for (String id : ids) {
            items.add(new Item(id, value));
        }
        return items;
    }

    @Test
    void aValueOfTheFutureHoldsUpNothing() {
        CollectionRound round = round(CollectionCursor.since(NOW.minusSeconds(3_600)));
        Item future = new Item("a", "9999-12-31T23:59:59.9999999Z");
        round.answered(List.of(future), false);
        CollectionCursor cursor = round.completed(1);

        assertThat(cursor.next()).isEqualTo(CursorValue.of(NOW));
        CollectionRound next =
                new CollectionRound(SETTINGS, CollectionCursor.parse("k", cursor.format()), NOW.plusSeconds(60));
        Item present = new Item("b", "2026-01-03T09:59:30Z");
        assertThat(next.answered(List.of(present, future), false)).containsExactly(present);
    }

    @Test
    void theCursorDoesNotPassTheBeginningOfItsRound() {
        CollectionRound round = round(CollectionCursor.since(NOW.minusSeconds(60)));
        round.answered(List.of(new Item("a", "2026-01-03T10:03:00Z")), false);

        assertThat(round.completed(1).next()).isEqualTo(CursorValue.of(NOW));
    }

    @Test
    void whatIsBeforeTheBeginningIsNotNew() {
        CollectionRound round = round(CollectionCursor.since(NOW.plusNanos(500_000)));

        assertThat(round.answered(items("2026-01-03T10:00:00.000Z", "a"), false))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1.5", "", "7", "-"})
    void aValueWithoutAnOrderNamesTheOption(String value) {
        CollectionRound round = round(CollectionCursor.since(NOW));

        assertThatThrownBy(() -> round.answered(List.of(new Item("c-1", value.equals("-") ? null : value)), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("option 'cursorProperty': value 'Modified' is not a property")
                .hasMessageContaining("'c-1' " + (value.equals("-") ? "has none" : "has a value without an order"));
    }

    @Test
    void valuesOfTwoKindsNameTheOption() {
        assertThatThrownBy(() -> round(CollectionCursor.everything())
                        .answered(List.of(new Item("a", "2026-01-01"), new Item("b", "7")), false))
                .hasMessageStartingWith("option 'cursorProperty'")
                .hasMessageContaining("'b'");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-03T09:00:00Z,2026-01-03T10:00:00Z,$filter",
        "2026-01-03T10:00:02Z,2026-01-03T10:00:01Z,$orderby"
    })
    void aServiceThatDoesNotAskAsItWasToldIsAnError(String first, String second, String option) {
        CollectionRound round = round(CollectionCursor.since(NOW));

        assertThatThrownBy(() -> round.answered(List.of(new Item("a", first), new Item("b", second)), false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not heed the " + option);
    }

    @Test
    void whatChangedAtTheBeginningIsNew() {
        List<Item> page = items("2026-01-03T10:00:00Z", "a");

        assertThat(round(CollectionCursor.since(NOW)).answered(page, false)).isEqualTo(page);
    }

    @Test
    void theCursorReachesAValueOfTheFutureOnceThatHasCome() {
        List<Item> page = List.of(new Item("a", "2026-01-03T09:59:50Z"), new Item("b", "2026-01-03T10:00:30Z"));
        CollectionRound round = round(CollectionCursor.since(NOW.minusSeconds(60)));
        round.answered(page, false);

        CollectionRound next = new CollectionRound(SETTINGS, round.completed(2), NOW.plusSeconds(60));

        assertThat(next.answered(page, false)).isEmpty();
        assertThat(next.cursor().next()).hasToString("2026-01-03T10:00:30Z");
    }

    @Test
    void aPassEndsWithThePageThatGoesBeyondItsValueAndTheNextValueFollows() {
        CollectionRound round = round(CollectionCursor.everything());
        String value = "2026-01-02T00:00:00Z";
        List<Item> page = items(value, "a", "b");
        List<Item> beyond = List.of(
                new Item("c", value), new Item("y", "2026-01-02T00:00:05Z"), new Item("z", "2026-01-02T00:00:06Z"));
        round.answered(page, true);
        round.answered(page, true);
        assertThat(round.ask()).contains(new Ask.NextLink());

        round.answered(beyond, true);
        assertThat(round.ask()).as("a second pass").contains(ge(value));
        round.answered(page, true);
        round.answered(beyond, true);

        assertThat(round.ask()).contains(ge("2026-01-02T00:00:05Z"));
    }

    /** It may show fewer decimals than it compares. */
    @Test
    void aTimeUpToASecondBeforeTheFilterIsTolerated() {
        CollectionRound round = round(CollectionCursor.since(NOW.plusMillis(500)));

        assertThat(round.answered(items("2026-01-03T09:59:59Z", "a"), false)).isEmpty();
    }

    @Test
    void anIntegerBeforeTheFilterIsAnError() {
        CollectionRound round = round(CollectionCursor.since(CursorValue.of(7)));

        assertThatThrownBy(() -> round.answered(items("6", "a"), false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not heed the $filter");
    }

    @Test
    void theCursorWaitsForWhatIsUnderWay() {
        CollectionRound round = round(CollectionCursor.everything());
        round.answered(items("2026-01-02T00:00:00Z", "a", "b"), false);

        assertThat(round.completed(0).next()).isNull();
        assertThat(round.cursor().next()).isNull();
        assertThat(round.completed(2).next()).hasToString("2026-01-02T00:00:00Z");
    }

    @Test
    void theCursorForgetsWhatTheLagDoesNotReachBackTo() {
        CollectionRound round = round(CollectionCursor.everything());
        round.answered(
                List.of(
                        new Item("a", "2026-01-02T00:00:00Z"),
                        new Item("b", "2026-01-02T00:01:00Z"),
                        new Item("c", "2026-01-02T00:02:00Z")),
                false);

        assertThat(round.completed(3).delivered().keySet())
                .extracting(CursorValue::toString)
                .containsExactly("2026-01-02T00:01:00Z", "2026-01-02T00:02:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "Modified desc", "1x", "a/", "Modified,Id", "x'y"})
    void whatIsNoNameOfAPropertyIsNamed(String name) {
        assertThatThrownBy(() -> new CollectionItem.Settings(name, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("option 'cursorProperty': value '" + name + "' is not the name of a property");
        assertThatThrownBy(() -> new CollectionItem.Settings("Modified", name, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("option 'idProperty': value '" + name + "' is not the name of a property");
    }

    @Test
    void anIdIsSpelledAsTheCursorPropertyIs() {
        assertThat(new CollectionItem.Settings("Modified", Duration.ZERO).idProperty())
                .isEqualTo("Id");
        assertThat(new CollectionItem.Settings("modified", Duration.ZERO).idProperty())
                .isEqualTo("id");
    }

    @Test
    void aNegativeLagIsNamed() {
        assertThatThrownBy(() -> new CollectionItem.Settings("Modified", Duration.ofSeconds(-1)))
                .hasMessageStartingWith("option 'lag': value 'PT-1S' is not");
    }
}
