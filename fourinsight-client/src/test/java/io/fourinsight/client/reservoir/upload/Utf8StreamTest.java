package io.fourinsight.client.reservoir.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8StreamTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1,2\n",
                "1,Ålesund\n",
                "1,\uD83D\uDE00\n", // a pair
                "1,\uD83D", // its first half alone, at the end
                "\uD83D\n", // and within
                "\uDE00\n"
            })
    void bytesAreThoseOfTheTextWhereverAPieceEnds(String end) throws Exception {
        for (int before = 8180; before < 8196; before++) {
            String text = "x".repeat(before) + end.repeat(9000);

            byte[] read = new Utf8Stream(text).readAllBytes();

            assertThat(read).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void oneByteAfterTheOtherIsTheSame() throws Exception {
        String text = "å€\uD83D\uDE00".repeat(5000);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        Utf8Stream stream = new Utf8Stream(text);
        for (int next = stream.read(); next >= 0; next = stream.read()) {
            read.write(next);
        }

        assertThat(read.toByteArray()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(stream.read(new byte[1], 0, 1)).isNegative();
        assertThat(stream.read(new byte[0], 0, 0)).isZero();
    }

    @Test
    void anotherCharsetBecomesUtf8AndIsClosed() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        String text = "1,å€\uD83D\uDE00\n".repeat(5000);
        InputStream source = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_16LE)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        try (InputStream stream = Utf8Stream.of(source, StandardCharsets.UTF_16LE)) {
            assertThat(stream.readAllBytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(closed).isTrue();
    }

    @Test
    void bytesThatTheCharsetDoesNotHaveAreAnError() {
        InputStream stream =
                Utf8Stream.of(new ByteArrayInputStream(new byte[] {'1', (byte) 0xff}), StandardCharsets.US_ASCII);

        assertThatThrownBy(stream::readAllBytes)
                .isInstanceOf(IOException.class)
                .hasMessage("The bytes are not text in the charset that was named");
    }
}
