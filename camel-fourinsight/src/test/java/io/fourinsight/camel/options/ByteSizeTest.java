package io.fourinsight.camel.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1048576,1048576",
        "17B,17",
        "1k,1024",
        "64 KiB,65536",
        "10MB,10485760",
        "1GiB,1073741824",
        "2tib,2199023255552"
    })
    void unitsArePowersOf1024(String text, long bytes) {
        assertThat(ByteSize.parse("cacheSize", text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5GiB", "GiB", "1 GiB or so", "9000000TiB", "9999999999999999999"})
    void othersAreRefused(String text) {
        assertThatThrownBy(() -> ByteSize.parse("cacheSize", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cacheSize '" + text + "' must be a number of bytes");
    }
}
