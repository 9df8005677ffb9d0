package io.fourinsight.camel.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as files have them. */
class CsvTimesTest {

    private static CsvRig with(String format, String zone, String ambiguous) {
        return new CsvRig(options -> {
            options.setTimeFormat(format);
            options.setTimeZone(zone);
            options.setAmbiguousTime(ambiguous);
            options.setDelimiter(";");
            options.setLocale("en-US");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2026-01-01T00:00:00Z              | 2026-01-01T00:00:00Z
                    2026-01-01 00:00:00+00:00         | 2026-01-01T00:00:00Z
                    2026-01-01 00:00:00 +01:00        | 2025-12-31T23:00:00Z
                    2026-01-01 00:00:00+01            | 2025-12-31T23:00:00Z
                    2026-01-01 00:00:00 UTC           | 2026-01-01T00:00:00Z
                    2026-01-01 00:00:00 Z             | 2026-01-01T00:00:00Z
                    2026-01-01 00:00:00               | 2026-01-01T00:00:00Z
                    2026-01-01 00:00                  | 2026-01-01T00:00:00Z
                    2026-01-01T00:00:00,250           | 2026-01-01T00:00:00.250Z
                    2026-01-01T00:00:00.123456789Z    | 2026-01-01T00:00:00.123456789Z
                    2026-01-01                        | 2026-01-01T00:00:00Z
                    20260101                          | 2026-01-01T00:00:00Z
                    20260101T1230Z                    | 2026-01-01T12:30:00Z
                    20260101T123045                   | 2026-01-01T12:30:45Z
                    20260101 123045,5                 | 2026-01-01T12:30:45.500Z
                    20260101T123045.25+0100           | 2026-01-01T11:30:45.250Z
                    1767225600000000001               | 2026-01-01T00:00:00.000000001Z
                    """)
    void isoFormsAreRead(String text, String time) throws Exception {
        assertThat(with("auto", "UTC", "error").samples(text + ";1\n")).containsExactly(time + "=1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026",
                "2026-01",
                "2026-02-30",
                "20260230",
                "2026-01-01T24:00:01",
                "2026-01-01T00:60:00",
                "01/02/2026",
                "1.2.2026 10:00",
                "1767225600",
                "1767225600000",
                "20260101123045",
                "2026-01-01T00:00:00X",
                "2026-01-01T00:00:00.1234567890Z",
                "9999999999999999999",
                "46023.5"
            })
    void nothingElseIsGuessed(String text) {
        CsvFormatException error = with("auto", "UTC", "error").error(text + ";1\n");

        assertThat(error.option()).isEqualTo("timeFormat");
        assertThat(error.line()).isEqualTo(1);
        assertThat(error.getMessage()).as("no value is quoted").doesNotContain(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    s            | 1767225600             | 2026-01-01T00:00:00Z
                    s            | 1767225600.25          | 2026-01-01T00:00:00.250Z
                    s            | 1.7672256E9            | 2026-01-01T00:00:00Z
                    s            | 1767225600,5           | 2026-01-01T00:00:00.500Z
                    ms           | 1767225600001          | 2026-01-01T00:00:00.001Z
                    us           | 1767225600000001       | 2026-01-01T00:00:00.000001Z
                    ns           | -1                     | 1969-12-31T23:59:59.999999999Z
                    excel        | 46023                  | 2026-01-01T00:00:00Z
                    excel        | 46023,5                | 2026-01-01T12:00:00Z
                    excel        | 46023.0006944444       | 2026-01-01T00:01:00Z
                    excel1904    | 44561                  | 2026-01-01T00:00:00Z
                    dd.MM.yyyy HH:mm:ss | 31.12.2025 23:59:59 | 2025-12-31T23:59:59Z
                    dd.MM.yy     | 01.02.26               | 2026-02-01T00:00:00Z
                    M/d/yyyy h:mm:ss a | 1/31/2026 11:30:00 PM | 2026-01-31T23:30:00Z
                    M/d/yyyy h:mm:ss a | 1/31/2026 11:30:00 pm | 2026-01-31T23:30:00Z
                    d MMM yyyy HH:mm | 3 Feb 2026 04:05   | 2026-02-03T04:05:00Z
                    yyyy-MM-dd HH:mm:ssXX | 2026-01-01 01:00:00+0100 | 2026-01-01T00:00:00Z
                    """)
    void formatsThatAreNamedAreRead(String format, String text, String time) throws Exception {
        assertThat(with(format, "UTC", "error").samples(text + ";1\n")).containsExactly(time + "=1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    s          | 1e30
                    s          | 1e999999999
                    s          | 1767225600.0000000001
                    ns         | 1.5
                    excel      | 60
                    excel      | 99999999999
                    excel      | 1e99999999999
                    excel1904  | 9e-20000000
                    s          | 9e-20000000
                    dd.MM.yyyy | 31.02.2026
                    HH:mm      | 12:00
                    """)
    void whatANamedFormatCannotBeIsAnError(String format, String text) {
        assertThat(with(format, "UTC", "error").error(text + ";1\n").option()).isEqualTo("timeFormat");
    }

    @Test
    void namesOfMonthsAreThoseOfTheLocale() throws Exception {
        CsvRig norwegian = new CsvRig(options -> {
            options.setTimeFormat("d. MMMM yyyy HH:mm");
            options.setLocale("nb-NO");
        });

        assertThat(norwegian.samples("3. mai 2026 04:05;1\n")).containsExactly("2026-05-03T04:05:00Z=1.0");
    }

    @Test
    void localTimeIsThatOfTheZone() throws Exception {
        assertThat(with("auto", "Europe/Oslo", "error")
                        .samples("2026-07-01 12:00;1\n2026-07-01T12:00Z;2\n2026-12-01 12:00;3\n"))
                .containsExactly("2026-07-01T10:00:00Z=1.0", "2026-07-01T12:00:00Z=2.0", "2026-12-01T11:00:00Z=3.0");
    }

    @Test
    void localTimeThatDoesNotExistIsAnError() {
        assertThat(with("auto", "Europe/Oslo", "ordered").error("2026-03-29 02:30;1\n"))
                .hasMessageContaining("does not exist");
    }

    private static final String TWICE =
            "2026-10-25T02:00:00;1\n2026-10-25T02:30:00;2\n2026-10-25T02:00:00;3\n2026-10-25T02:30:00;4\n";

    @Test
    void localTimeThatExistsTwiceIsAnErrorThatNamesTheWayOut() {
        CsvFormatException error = with("auto", "Europe/Oslo", "error").error(TWICE);

        assertThat(error.option()).isEqualTo("ambiguousTime");
        assertThat(error.line()).isEqualTo(1);
    }

    @Test
    void secondPassIsTheLaterOne() throws Exception {
        assertThat(with("auto", "Europe/Oslo", "ordered").samples(TWICE))
                .containsExactly(
                        "2026-10-25T00:00:00Z=1.0",
                        "2026-10-25T00:30:00Z=2.0",
                        "2026-10-25T01:00:00Z=3.0",
                        "2026-10-25T01:30:00Z=4.0");
    }

    @Test
    void sameLocalTimeTwiceIsOrderedToo() throws Exception {
        assertThat(with("auto", "Europe/Oslo", "ordered").samples("2026-10-25T02:30:00;1\n2026-10-25T02:30:00;2\n"))
                .containsExactly("2026-10-25T00:30:00Z=1.0", "2026-10-25T01:30:00Z=2.0");
        assertThat(with("auto", "UTC", "error").error("2026-10-25T02:30:00;1\n2026-10-25T02:30:00;2\n"))
                .hasMessageContaining("the same time as of line 1");
    }

    @ParameterizedTest
    @CsvSource({"earlier,2026-10-25T00:30:00Z=1.0", "later,2026-10-25T01:30:00Z=1.0"})
    void oneOfTwoTimesCanBeChosen(String ambiguous, String sample) throws Exception {
        assertThat(with("auto", "Europe/Oslo", ambiguous).samples("2026-10-25T02:30:00;1\n"))
                .containsExactly(sample);
    }

    @Test
    void dateAndTimeMayBeTwoColumns() throws Exception {
        CsvRig named = new CsvRig(options -> {
            options.setTime("Datum+Zeit");
            options.setTimeFormat("dd.MM.yyyy HH:mm");
        });
        CsvRig numbered = new CsvRig(options -> options.setTime("1+2"));

        assertThat(named.samples("Nr;Zeit;Datum;\n;10:15;02.01.2026;\n"
                        .replace("Nr", "Wert")
                        .replace("\n;", "\n7;")))
                .containsExactly("2026-01-02T10:15:00Z=7.0");
        assertThat(numbered.samples("2026-01-02,10:15:30,7\n")).containsExactly("2026-01-02T10:15:30Z=7.0");
    }
}
