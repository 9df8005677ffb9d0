package io.fourinsight.client.reservoir.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimestampReaderTest {

    private final IsoTimestampReader reader = new IsoTimestampReader();

    /** In the middle of an array, as a parser gives it. */
    private long parse(String text) {
        return reader.parse(("Z9" + text + "9Z").toCharArray(), 2, text.length());
    }

    @Property
    void readsWhatIsOnTheSameDayOrAnotherOne(
            @ForAll long first, @ForAll @LongRange(min = -100_000_000_000_000L, max = 100_000_000_000_000L) long step) {
        long second = first > 0 ? first - Math.abs(step) : first + Math.abs(step);

        for (long nanos : new long[] {first, second, second / 1_000_000_000 * 1_000_000_000, second / 100 * 100}) {
            String text = Timestamps.instant(nanos).toString();
            assertThat(parse(text)).as(text).isEqualTo(nanos);
            assertThat(parse(text.replace("Z", "+00:00"))).as(text).isEqualTo(nanos);
        }
    }

    @Test
    void firstAndLastDayAreReadAsFarAsTheyAreInRange() {
        for (String[] texts : new String[][] {
            {"1677-09-21T00:12:43.145224192Z", "1677-09-21T00:12:44Z", "1677-09-21T00:12:43.145224191Z"},
            {"1677-09-21T23:59:59Z", "1677-09-21T00:12:43.145224192Z", "1677-09-21T00:12:43Z"},
            {"2262-04-11T23:47:16.854775807Z", "2262-04-11T00:00:00Z", "2262-04-11T23:47:16.854775808Z"}
        }) {
            assertThat(parse(texts[0])).isEqualTo(Timestamps.parse(texts[0]));
            assertThat(parse(texts[1])).isEqualTo(Timestamps.parse(texts[1]));
            assertThatThrownBy(() -> parse(texts[2])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T10:00:00Z", "1969-12-31T23:59:59.999999999Z"})
    void daysAtTheEpochAreReadAsAnyOther(String text) {
        assertThat(parse(text)).isEqualTo(Timestamps.parse(text));
        assertThat(parse(text)).isEqualTo(Timestamps.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T24:00:00Z",
                "2026-01-31T23:60:00Z",
                "2026-01-31T23:59:61Z",
                "2026-01-31T23:59:5xZ",
                "2026-01-31T23:59:58.Z",
                "2026-01-31T23:59:58.12x4Z",
                "2026-01-31T23-59-58Z",
                "2026-01-31T/9:59:58Z",
                "2026-02-31T00:00:00Z",
                "2300-01-01T00:00:00Z",
                "2026-01-31T23:59:58+00:0",
                "2026-01-31T23:59:58.1+00.00",
                "+00:00",
                "Z"
            })
    void refusesWhatTheOtherReaderRefusesAlsoOnTheSameDay(String text) {
        parse("2026-01-31T00:00:00Z");
        boolean[] refused = new boolean[1];
        long expected = 0;
        try {
            expected = Timestamps.parse(text);
        } catch (IllegalArgumentException e) {
            refused[0] = true;
        }

        if (refused[0]) {
            assertThatThrownBy(() -> parse(text)).isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(parse(text)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T10:00:00+01:00",
                "2026-01-31T10:00:00-00:00",
                "2026-01-31T10:00:00",
                "2026-01-31",
                "2026-01-31T10:00Z",
                "1769817600000000000"
            })
    void leavesOtherFormsToTheOtherReader(String text) {
        parse(Instant.parse("2026-01-31T00:00:00Z").toString());

        assertThat(parse(text)).isEqualTo(Timestamps.parse(text));
    }
}
