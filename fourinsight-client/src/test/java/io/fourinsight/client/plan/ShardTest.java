package io.fourinsight.client.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

    @Test
    void eachSeriesFallsIntoOnePartAndPartsAreAlike() {
        int[] taken = new int[5];
        for (int i = 0; i < 10_000; i++) {
            String series =
                    UUID.nameUUIDFromBytes(Integer.toString(i).getBytes()).toString();
            int[] takers = IntStream.rangeClosed(1, 5)
                    .filter(part -> new Shard(part, 5).takes(series))
                    .toArray();
            assertThat(takers).hasSize(1);
            taken[takers[0] - 1]++;
        }
        assertThat(IntStream.of(taken)).allMatch(count -> count > 1_800 && count < 2_200);
    }

    /** Else the nodes of two releases would share the series differently, for a while. */
    @Test
    void theHashNeverChanges() {
        assertThat(StableHash.of("")).isEqualTo(63_116_973_931_137_182L);
        assertThat(StableHash.of("4b9e0a2c-1f2d-4c53-9c6f-a3b1e2f0d7c8")).isEqualTo(-5_835_263_474_034_732_811L);
    }

    @Test
    void readsParts() {
        assertThat(Shard.parse("shard", " 2/5 ")).isEqualTo(new Shard(2, 5)).hasToString("2/5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6/5", "0/5", "0/0", "-1/5", "2", "2/", "/5", "a/b", "1/5/5", "", "1/1000000"})
    void badPartsAreNamed(String text) {
        assertThatThrownBy(() -> Shard.parse("shard", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("option 'shard': value '" + text + "' is not")
                .hasMessageContaining("allowed are");
    }
}
