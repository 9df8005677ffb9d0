package io.fourinsight.client.reservoir.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NameUuidTest {

    /** Computed by Python's uuid.uuid5 over the same bytes; another result would make every series a second time. */
    @Test
    void idStaysAsItIs() {
        assertThat(NameUuid.of(List.of("plant", "PT-101", "tag", "PT-101 høy")))
                .isEqualTo(UUID.fromString("67ccb251-e6b7-5a42-b3e3-aeae8e50feb6"))
                .extracting(UUID::version, UUID::variant)
                .containsExactly(5, 2);
    }

    @Test
    void whereANameEndsCounts() {
        assertThat(NameUuid.of(List.of("a", "bc", "d", "e"))).isNotEqualTo(NameUuid.of(List.of("ab", "c", "d", "e")));
    }
}
