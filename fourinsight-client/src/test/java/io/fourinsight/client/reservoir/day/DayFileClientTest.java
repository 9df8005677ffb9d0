package io.fourinsight.client.reservoir.day;

import static io.fourinsight.client.reservoir.day.StoredDays.DAY;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.ValueType;
import io.fourinsight.client.rest.RestException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DayFileClientTest {

    private final StoredDays days = new StoredDays();
    private final DayFileClient client = days.files(DayFileCache.none(), Runnable::run, 2);

    @AfterEach
    void close() throws IOException {
        days.close();
    }

    private SeriesFiles list(long fromDay, long toDay) {
        return client.list(StoredDays.SERIES, fromDay, toDay, days.rig().caller());
    }

    private FilesRead read(long start, long end, ListedDay... given) throws IOException {
        return client.read(
                new DataQuery(StoredDays.SERIES, start, end),
                List.of(given),
                days.rig().caller());
    }

    private static ListedDay only(ListedDay day, int... places) {
        return new ListedDay(
                day.day(), IntStream.of(places).mapToObj(day.files()::get).toList());
    }

    private static TimeSeries series(long[] timestamps, double... values) {
        return TimeSeries.of(StoredDays.SERIES, timestamps, values);
    }

    @Test
    void daysAreListedWithOneRequestForThemAlone() {
        days.add(4, "a", "").add(5, "b", "").add(7, "c", "").add(8, "d", "");

        SeriesFiles files = list(5, 8);

        assertThat(days.listings()).singleElement().satisfies(request -> assertThat(request.target())
                .isEqualTo("/timeseries/S/data/days?start=" + 5 * DAY + "&end=" + (8 * DAY - 1)));
        assertThat(files.days()).extracting(ListedDay::day).containsExactly(5L, 7L);
        assertThat(files.fromDay()).isEqualTo(5);
        assertThat(files.toDay()).isEqualTo(8);
    }

    @Test
    void daysThatNoServiceHasAreNotAskedFor() {
        assertThat(list(Long.MAX_VALUE - 1, Long.MAX_VALUE).days()).isEmpty();
        assertThat(list(Long.MIN_VALUE, Long.MIN_VALUE + 1).days()).isEmpty();
        assertThat(days.listings()).isEmpty();

        list(Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(days.listings()).singleElement().satisfies(request -> assertThat(request.target())
                .endsWith("?start=" + DataQuery.FIRST_START + "&end=" + (DataQuery.LAST_END - 1)));
    }

    @Test
    void noDaysCannotBeListed() {
        assertThatThrownBy(() -> list(5, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There are no days from 5 to before 5");
    }

    @Test
    void theServicesTimeIsThatOfTheListingsAnswer() {
        assertThat(list(0, 1).serviceTime()).isEmpty();
        days.listingHeaders("Date: yesterday");
        assertThat(list(0, 1).serviceTime()).isEmpty();
        days.listingHeaders("date: Sun, 01 Mar 2026 12:00:05 GMT");
        assertThat(list(0, 1).serviceTime()).contains(Instant.parse("2026-03-01T12:00:05Z"));
    }

    private String version() {
        return list(0, 1).days().get(0).versions().get(0);
    }

    @Test
    void aVersionIsTheSameInEachListingAndShowsNoSignature() {
        days.add(0, "a", "1,1\n").version("a", "2026-03-01T12:00:00Z");

        assertThat(version()).isEqualTo(version()).doesNotContain(StoredDays.SIGNATURE);
    }

    @Test
    void aVersionChangesWithAnythingThatTellsOfAChange() {
        days.add(0, "a", "1,1\n");
        List<String> versions = new ArrayList<>(List.of(version()));
        days.remove("a").add(0, "a", "1,2\n");
        versions.add(version());
        days.version("a", "v1");
        versions.add(version());
        days.version("a", "v2");
        versions.add(version());
        days.remove("a").add(0, "a", "1,3\n".getBytes(), null);
        versions.add(version());
        days.remove("a").add(0, "b", "1,3\n");
        versions.add(version());

        assertThat(versions).doesNotHaveDuplicates().hasSize(6);
    }

    @Test
    void filesAreFoundByTheirVersionsInTheGivenOrder() {
        days.add(0, "a", "1,1\n").add(0, "b", "2,1\n").add(1, "c", DAY + ",1\n");
        SeriesFiles files = list(0, 1).and(list(1, 2));
        ListedDay day = files.days().get(0);

        assertThat(files.select(0, List.of(day.versions().get(1), day.versions().get(0))))
                .isEqualTo(only(day, 1, 0));
        assertThat(files.select(1, files.days().get(1).versions()))
                .isEqualTo(files.days().get(1));
        assertThatThrownBy(() -> files.select(1, day.versions()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No file " + day.versions().get(0) + " is listed for day 1");
    }

    @Test
    void onlyTheGivenFilesAreFetched() throws IOException {
        days.add(0, "a", "1,1\n2,1\n").add(0, "b", "2,2\n3,2\n").add(0, "c", "3,nan\n4,3\n");
        ListedDay day = list(0, 1).days().get(0);

        assertThat(read(0, DAY, only(day, 0, 2)).samples())
                .isEqualTo(series(new long[] {1, 2, 3, 4}, 1, 1, Double.NaN, 3));
        assertThat(days.requestsFor("b")).isEmpty();
        assertThat(read(0, DAY, only(day, 0, 1, 2)).samples()).isEqualTo(series(new long[] {1, 2, 3, 4}, 1, 2, 2, 3));
        assertThat(days.listings()).hasSize(1);
    }

    @Test
    void nothingIsAskedForIfNoFileIsGiven() throws IOException {
        assertThat(read(0, DAY)).isEqualTo(new FilesRead(TimeSeries.empty(StoredDays.SERIES), List.of()));
        assertThat(days.server().seen()).isEmpty();
    }

    /** Whatever the order of lines, and also of a file that is read twice because a value is text. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "word"})
    void aFilesSpanIsFromItsFirstSampleToItsFirstBehindTheWindow(String value) throws IOException {
        days.add(0, "unsorted", "7,1\n5,1\n3,%s\n6,1\n".formatted(value))
                .add(0, "before", "1,1\n2,%s\n".formatted(value))
                .add(0, "at", "4,1\n5,nan\n")
                .add(0, "none", "\n")
                .add(1, "next", (DAY + 1) + "," + value + "\n");
        SeriesFiles files = list(0, 2);

        FilesRead read = read(2, 5, files.days().toArray(ListedDay[]::new));

        assertThat(read.samples().size()).isEqualTo(3);
        assertThat(read.last()).isEqualTo(OptionalLong.of(4));
        assertThat(read.files()).extracting(FileSpan::first).containsExactly(3L, 1L, 4L, FileSpan.NONE, DAY + 1);
        assertThat(read.files())
                .extracting(FileSpan::next)
                .containsExactly(5L, FileSpan.NONE, 5L, FileSpan.NONE, DAY + 1);
        assertThat(read.files())
                .extracting(FileSpan::version)
                .containsExactlyElementsOf(files.days().stream()
                        .flatMap(day -> day.versions().stream())
                        .toList());
        assertThat(read.files()).extracting(FileSpan::day).containsExactly(0L, 0L, 0L, 0L, 1L);
    }

    private FilesRead.Pieces open(long start, long end, List<ListedDay> given) {
        return client.open(
                new DataQuery(StoredDays.SERIES, start, end), given, days.rig().caller());
    }

    @Test
    void aStreamKnowsTheSpansOnceItIsRead() throws IOException {
        days.add(0, "a", "1,1\n9,1\n").add(1, "b", DAY + ",1\n" + (DAY + 9) + ",1\n");
        List<ListedDay> given = list(0, 2).days();
        FilesRead.Pieces pieces = open(5, DAY + 5, given);
        TimeSeriesStream stream = new TimeSeriesStream(StoredDays.SERIES, pieces);
        assertThat(pieces.isRead()).isFalse();
        assertThatThrownBy(pieces::files)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The day files were not read to their end");
        assertThatThrownBy(pieces::last).isInstanceOf(IllegalStateException.class);

        assertThat(stream.readAll()).isEqualTo(series(new long[] {9, DAY}, 1, 1));

        assertThat(pieces.isRead()).isTrue();
        assertThat(pieces.last()).isEqualTo(OptionalLong.of(DAY));
        assertThat(pieces.files())
                .isEqualTo(read(5, DAY + 5, given.toArray(ListedDay[]::new)).files());
    }

    /** Such a day is not read further than to the window's end. */
    @Test
    void aStreamKnowsTheSpansOfDaysTooLargeToBeMergedAhead() throws IOException {
        String padding = "0".repeat(1000);
        StringBuilder large = new StringBuilder();
        for (int i = 0; i < SpoolBudget.DAY_LIMIT / 1000 + 10; i++) {
            large.append(10 + 2 * i).append(',').append(padding).append("1\n");
        }
        days.add(0, "large", large.toString()).add(0, "small", "3,1\n20,1\n").add(0, "late", "40,1\n");
        FilesRead.Pieces pieces = open(15, 30, list(0, 1).days());

        assertThat(new TimeSeriesStream(StoredDays.SERIES, pieces).readAll())
                .isEqualTo(series(new long[] {16, 18, 20, 22, 24, 26, 28}, 1, 1, 1, 1, 1, 1, 1));
        assertThat(pieces.files()).extracting(FileSpan::first).containsExactly(10L, 3L, 40L);
        assertThat(pieces.files()).extracting(FileSpan::next).containsExactly(30L, FileSpan.NONE, 40L);
    }

    @Test
    void aStreamThatIsClosedEarlyHasNoSpans() throws IOException {
        days.add(0, "a", "1,1\n").add(1, "b", DAY + ",1\n");
        FilesRead.Pieces pieces = open(0, 2 * DAY, list(0, 2).days());
        pieces.next();
        pieces.close();

        assertThat(pieces.isRead()).isFalse();
        assertThat(days.rig().leased()).isZero();
    }

    @Test
    void aFileThatIsGoneFailsTheReading() {
        days.add(0, "a", "1,1\n").script("a", reply(404, ""));
        ListedDay day = list(0, 1).days().get(0);

        assertThatThrownBy(() -> read(0, DAY, day))
                .isInstanceOfSatisfying(
                        RestException.Status.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    @Test
    void aFileWithAnotherContentThanWasListedFailsTheReading() {
        days.add(0, "a", "1,1\n");
        ListedDay day = list(0, 1).days().get(0);
        days.remove("a").add(0, "a", "1,2\n");

        assertThatThrownBy(() -> read(0, DAY, day))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Day file days/a is damaged: ");
    }

    @Test
    void aBadLineFailsTheReadingAlsoOutsideOfTheWindow() {
        days.add(0, "a", "1,1\nx\n");
        ListedDay day = list(0, 1).days().get(0);

        assertThatThrownBy(() -> read(0, 1, day))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a, line 2: no comma");
        LateFile late = new LateFile(day.files().get(0), 2);
        assertThatThrownBy(() -> late(0, late)).isInstanceOf(IOException.class);
    }

    @Test
    void aSignatureThatEndedIsRenewedForTheGivenDays() throws IOException {
        days.add(3, "a", 3 * DAY + ",1\n").add(5, "b", 5 * DAY + ",1\n");
        days.script("b", (request, out) -> {
            if (StoredDays.listingOf(request) == 1) {
                reply(403, "").answer(request, out);
            } else {
                days.content("b").answer(request, out);
            }
        });
        ListedDay day = list(0, 9).days().get(1);

        assertThat(read(0, 9 * DAY, day).samples().size()).isEqualTo(1);
        assertThat(days.listings()).last().satisfies(request -> assertThat(request.target())
                .endsWith("?start=" + 5 * DAY + "&end=" + (6 * DAY - 1)));
    }

    @Test
    void aFileThatIsNoLongerListedFailsTheReading() {
        days.add(0, "a", "1,1\n").script("a", reply(403, ""));
        ListedDay day = list(0, 1).days().get(0);
        days.remove("a");

        assertThatThrownBy(() -> read(0, DAY, day))
                .isInstanceOf(IOException.class)
                .hasMessage("Day file days/a is no longer listed: the series was changed while it was read");
    }

    @Test
    void daysOutOfOrderAreRefused() {
        days.add(0, "a", "1,1\n").add(1, "b", DAY + ",1\n");
        List<ListedDay> listed = list(0, 2).days();

        assertThatThrownBy(() -> read(0, DAY, listed.get(1), listed.get(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Day 0 does not come after day 1");
    }

    private TimeSeries late(long start, LateFile... files) throws IOException {
        return client.readLate(
                StoredDays.SERIES,
                start,
                List.of(files),
                ValueType.AUTO,
                days.rig().caller());
    }

    @Test
    void ofALateFileTheSamplesBeforeItsOwnEndCount() throws IOException {
        days.add(0, "a", "1,1\n2,1\n3,1\n9,1\n").add(0, "b", "2,2\n3,2\n4,2\n").add(0, "c", "1,3\n");
        List<ListedFile> files = list(0, 1).days().get(0).files();

        assertThat(late(2, new LateFile(files.get(0), 4), new LateFile(files.get(1), 3), new LateFile(files.get(2), 2)))
                .isEqualTo(series(new long[] {2, 3}, 2, 1));
        assertThat(days.requestsFor("c")).isEmpty();
        assertThat(late(5, new LateFile(files.get(0), 5))).isEqualTo(TimeSeries.empty(StoredDays.SERIES));
    }

    @Test
    void thatALateFileHasNoValueIsNoNews() throws IOException {
        days.add(0, "a", "1,nan\n2,1\n3,\n4,nan\n").add(0, "b", "2,nan\n3,2\n");
        days.add(1, "c", DAY + ",2.50\n" + (DAY + 1) + ",\n" + (DAY + 2) + ",word\n");
        List<ListedDay> listed = list(0, 2).days();
        LateFile a = new LateFile(listed.get(0).files().get(0), 9);
        LateFile b = new LateFile(listed.get(0).files().get(1), 9);
        LateFile c = new LateFile(listed.get(1).files().get(0), 2 * DAY);

        assertThat(late(0, a, b)).isEqualTo(series(new long[] {2, 3}, 1, 2));
        assertThat(late(0, c))
                .isEqualTo(TimeSeries.of(StoredDays.SERIES, new long[] {DAY, DAY + 2}, new String[] {"2.50", "word"}));
        TimeSeriesStream.Source pieces = client.openLate(
                StoredDays.SERIES,
                0,
                List.of(a, b, c),
                ValueType.AUTO,
                days.rig().caller());
        assertThat(new TimeSeriesStream(StoredDays.SERIES, pieces)).containsExactly(late(0, a, b), late(0, c));
    }

    @Test
    void noLateFilesAreAnEmptyStream() {
        TimeSeriesStream.Source pieces = client.openLate(
                StoredDays.SERIES, 0, List.of(), ValueType.AUTO, days.rig().caller());

        assertThat(new TimeSeriesStream(StoredDays.SERIES, pieces)).isEmpty();
        assertThat(days.server().seen()).isEmpty();
    }
}
