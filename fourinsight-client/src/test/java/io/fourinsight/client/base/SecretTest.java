package io.fourinsight.client.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class SecretTest {

    @Test
    void equalSecretsHaveEqualDigests() {
        assertThat(Secret.of("one")).isEqualTo(Secret.of("one")).hasSameHashCodeAs(Secret.of("one"));
        assertThat(Secret.of("one").digest())
                .isEqualTo(Secret.of("one").digest())
                .matches("[0-9a-f]{64}");
        assertThat(Secret.of("one")).isNotEqualTo(Secret.of("two"));
        assertThat(Secret.of("one").digest()).isNotEqualTo(Secret.of("two").digest());
    }

    @Test
    void showsAFingerprintThatCannotBeRecomputed() {
        assertThat(Secret.of("one")).asString().matches("Secret\\[#[0-9a-f]{8}]");
        assertThat(Secret.of("one").toString()).doesNotContain(Fingerprint.of("one"));
    }

    @Test
    void fingerprintOfAnIdentifierIsTheBeginningOfItsSha256() {
        assertThat(Fingerprint.of("abc")).isEqualTo("#ba7816bf");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void isNotEmpty(String value) {
        assertThatThrownBy(() -> Secret.of(value)).isInstanceOf(IllegalArgumentException.class);
    }
}
