package io.fourinsight.client.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SampleTest {

    /** As a user reads it, not as the nearest double to the nearest float to it. */
    @Test
    void aFloatIsItsShortestText() {
        assertThat(new Sample(1, 0.1f).value()).isEqualTo(0.1);
        assertThat(new Sample(1, -3.4028235e38f).value()).isEqualTo(-3.4028235e38);
        assertThat(new Sample(1, Float.NaN).value()).isEqualTo(Double.NaN);
        assertThat(new Sample(1, Float.NEGATIVE_INFINITY).value()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(SampleInput.toSeries(Map.of(1L, 0.1f)).text(0)).isEqualTo("0.1");
    }

    /** Else the text of an array, its address, would become the value. */
    @Test
    void arraysListsMapsAndOptionalsAreNoValue() {
        for (Object value : List.of(
                new double[] {1},
                new Object[] {1},
                new byte[0],
                List.of(1),
                Map.of("a", 1),
                Optional.of(1.5),
                Optional.empty(),
                OptionalDouble.of(1.5),
                OptionalInt.of(1),
                OptionalLong.empty())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Sample(0, value))
                    .withMessageStartingWith("The value of the sample at 1970-01-01T00:00:00Z is a ");
            assertThatIllegalArgumentException().isThrownBy(() -> SampleInput.toSeries(Map.of(1L, value)));
        }
    }
}
