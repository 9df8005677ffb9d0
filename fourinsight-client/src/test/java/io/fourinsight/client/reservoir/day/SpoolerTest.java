package io.fourinsight.client.reservoir.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.base.ContentMd5;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpoolerTest {

    private static final int MOST = 200_000;

    @TempDir
    private Path folder;

    private SpoolBudget workspace;

    @BeforeEach
    void open() {
        workspace = new SpoolBudget(folder);
    }

    @AfterEach
    void close() throws IOException {
        workspace.close();
    }

    private SpooledContent read(byte[] bytes, long expected) throws IOException {
        try (Spooler buffer = new Spooler(workspace, MOST)) {
            return buffer.read(new ByteArrayInputStream(bytes), expected);
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,true",
        "0,-1,true",
        "1,1,true",
        "1,-1,true",
        "200000,200000,true",
        "200000,-1,true",
        "200001,200001,false",
        "200001,-1,false",
        "500000,-1,false",
        "70000,65536,true",
        "70000,90000,true",
        "300000,10,false"
    })
    void keepsInMemoryWhatMayBeThereAndTheRestInAFile(int length, long expected, boolean inMemory) throws IOException {
        byte[] bytes = bytes(length);

        SpooledContent content = read(bytes, expected);

        assertThat(content.isInMemory()).isEqualTo(inMemory);
        assertThat(content.size()).isEqualTo(length);
        assertThat(content.md5()).isEqualTo(ContentMd5.parse(StoredDays.md5(bytes)));
        assertThat(content.open()).hasBinaryContent(bytes);
        try (InputStream one = content.open();
                InputStream other = content.open()) {
            assertThat(one.read()).isEqualTo(other.read());
            assertThat(one.readAllBytes()).isEqualTo(other.readAllBytes());
        }
    }

    /** So it is for the second file of a day whose first one takes all the memory that a day may have. */
    @ParameterizedTest
    @CsvSource({"0,0,true", "0,-1,true", "1,1,false", "1,-1,false", "70000,-1,false"})
    void takesInWhatMayNotBeInMemoryAtAll(int length, long expected, boolean inMemory) throws IOException {
        byte[] bytes = bytes(length);
        try (Spooler buffer = new Spooler(workspace, 0)) {
            SpooledContent content = buffer.read(new ByteArrayInputStream(bytes), expected);

            assertThat(content.isInMemory()).isEqualTo(inMemory);
            assertThat(content.open()).hasBinaryContent(bytes);
        }
    }

    @Test
    void filesHaveNoNameAnyMore() throws IOException {
        read(bytes(MOST + 1), -1);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsClosedGivesItsMemoryBack() throws IOException {
        for (int i = 0; i < 200; i++) {
            try (SpooledContent content = read(bytes(MOST), MOST)) {
                assertThat(content.isInMemory()).isTrue();
            }
        }
    }

    @Test
    void theMemoryOfAllIsLimited() throws IOException {
        int inMemory = 0;
        while (read(bytes(MOST), MOST).isInMemory()) {
            inMemory++;
        }

        assertThat((long) inMemory * MOST).isBetween((30L << 20), (32L << 20));
    }

    @Test
    void aSourceThatBreaksOffLeavesNothingBehind() throws IOException {
        for (int i = 0; i < 200; i++) {
            InputStream broken = new InputStream() {
                private int left = 1000;

                @Override
                public int read() throws IOException {
                    if (left-- <= 0) {
                        throw new IOException("broken");
                    }
                    return 1;
                }
            };
            try (Spooler buffer = new Spooler(workspace, MOST)) {
                assertThatThrownBy(() -> buffer.read(broken, MOST)).hasMessage("broken");
            }
        }
        assertThat(read(bytes(MOST), MOST).isInMemory()).isTrue();
    }

    @Test
    void aDiskThatFailsIsToldApartFromASourceThatDoes() throws IOException {
        Files.delete(folder);

        assertThatThrownBy(() -> read(bytes(MOST + 1), -1)).isInstanceOf(UncheckedIOException.class);

        Files.createDirectory(folder);
    }

    @Test
    void nothingIsTakenInAfterTheEnd() throws IOException {
        SpooledContent before = read(bytes(MOST + 1), -1);
        workspace.close();

        assertThatThrownBy(() -> before.open().read()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(bytes(1), 1)).hasMessage("The reading was ended");
    }
}
