package io.fourinsight.client.reservoir.csv;

import static io.fourinsight.client.reservoir.csv.CsvMergeTest.file;
import static io.fourinsight.client.reservoir.csv.CsvMergeTest.numbers;
import static io.fourinsight.client.reservoir.csv.CsvMergeTest.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvPiecesTest {

    @TempDir
    Path folder;

    @Test
    void filesAreMergedWithoutEitherBeingInMemory() throws IOException {
        assertThat(pieces(2, "1,1\n2,2\n3,3\n5,5\n", "2,20\n3,\n4,40\n", "6,6\n"))
                .containsExactly(numbers(1, 1, 2, 20), numbers(3, 3, 4, 40), numbers(5, 5, 6, 6));
    }

    @Test
    void laterLineOfOneFileWinsAsDoesTheLaterFile() throws IOException {
        assertThat(pieces(9, "1,1\n1,2\n1,nan\n", "1,\n")).containsExactly(numbers(1, 2));
        assertThat(pieces(9, "1,1\n", "1,2\n1,3\n", "1,4\n1,5\n")).containsExactly(numbers(1, 5));
        assertThat(pieces(9, "1,nan\n1,\n", "1,\n")).containsExactly(numbers(1, Double.NaN));
    }

    @Test
    void pieceOfNumbersEndsWhereTextBegins() throws IOException {
        assertThat(pieces(3, "1,1\n2,2.50\n3,x\n4,4.50\n5,\n6,6\n7,7\n8,8\n9,y\n"))
                .containsExactly(
                        numbers(1, 1, 2, 2.5),
                        texts(3, "x", 4, "4.50", 5, ""),
                        numbers(6, 6, 7, 7, 8, 8),
                        texts(9, "y"));
    }

    @Test
    void wordThatIsReplacedDoesNotMakeText() throws IOException {
        assertThat(pieces(3, "1,1\n2,x\n3,y\n", "2,2\n3,\n")).containsExactly(numbers(1, 1, 2, 2), texts(3, "y"));
        assertThat(pieces(3, "1,x\n2,y\n", "1,\n2,2.50\n")).containsExactly(texts(1, "x", 2, "2.50"));
    }

    @Test
    void emptyValueNeverOverwritesAmongTextsEither() throws IOException {
        assertThat(pieces(9, "1,x\n2,y\n3,\n4,z\n", "2,\n3,nan\n4,NaN\n", "2, \n"))
                .containsExactly(texts(1, "x", 2, "y", 3, "", 4, "z"));
    }

    @Test
    void pieceOfLongTextsIsShort() throws IOException {
        String text = "x".repeat(3 * 1024 * 1024);

        assertThat(pieces(9, "1," + text + "\n2," + text + "\n3," + text + "\n"))
                .containsExactly(texts(1, text, 2, text), texts(3, text));
    }

    @Test
    void windowIncludesFromAndExcludesTo() throws IOException {
        CsvMerge merge = new CsvMerge("S", 2, 4);
        try (var pieces = merge.pieces(List.of(file("a", "0,x\n1,1\n"), file("b", "1,1\n2,2\n3,3\n4,y\n")), 9)) {
            assertThat(pieces.next()).isEqualTo(numbers(2, 2, 3, 3));
            assertThat(pieces.next()).isNull();
            assertThat(pieces.next()).isNull();
        }
    }

    @Test
    void noSamplesAreNoPieces() throws IOException {
        assertThat(pieces(9)).isEmpty();
        assertThat(pieces(9, "", "\n")).isEmpty();
    }

    @Test
    void unsortedFileIsAnErrorThatNamesFileAndLine() throws IOException {
        CsvMerge merge = new CsvMerge("S", 0, 9);
        try (var pieces = merge.pieces(List.of(file("a", "1,1\n3,3\n"), file("b", "2,2\n\n1,1\n")), 1)) {
            assertThat(pieces.next()).isEqualTo(numbers(1, 1));
            assertThatThrownBy(pieces::next)
                    .isInstanceOf(MalformedCsvException.class)
                    .hasMessage("b, line 3: not in ascending order, and the file is too large to be sorted in memory");
        }
    }

    @Test
    void filesAreClosedAtTheEndAndIfOneCannotBeOpened() throws IOException {
        Path first = Files.writeString(folder.resolve("first"), "1,1\n");
        CsvFile missing = CsvFile.of("missing", folder.resolve("missing"));
        List<CsvFile> files = List.of(CsvFile.of("first", first), missing);

        assertThatThrownBy(() -> new CsvMerge("S", 0, 9).pieces(files, 9)).isInstanceOf(NoSuchFileException.class);
        var pieces = new CsvMerge("S", 0, 9).pieces(files.subList(0, 1), 9);
        pieces.close();
        pieces.close();
        assertThatThrownBy(() -> new CsvMerge("S", 0, 9).pieces(List.of(CsvFile.of("x", folder)), 9))
                .isInstanceOf(IOException.class);
    }

    private List<TimeSeries> pieces(int samples, String... csvs) throws IOException {
        List<CsvFile> files = new ArrayList<>();
        for (String csv : csvs) {
            Path path = folder.resolve("day-" + files.size());
            files.add(CsvFile.of(path.getFileName().toString(), Files.writeString(path, csv)));
        }
        List<TimeSeries> pieces = new ArrayList<>();
        try (var source = new CsvMerge("S", 0, 100).pieces(files, samples)) {
            for (TimeSeries piece = source.next(); piece != null; piece = source.next()) {
                pieces.add(piece);
            }
        }
        return pieces;
    }
}
