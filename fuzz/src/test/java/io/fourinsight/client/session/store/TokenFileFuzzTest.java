package io.fourinsight.client.session.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.Optional;

/** A token file holds tokens, which are written and read as the same, or nothing; no content of it is an exception. */
class TokenFileFuzzTest {

    private static final Instant WRITTEN_AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-01-01T12:34:56Z");

    @FuzzTest(maxDuration = "10m")
    void file(byte[] file) {
        Optional<StoredTokens> tokens = StoredTokensFormat.parse(file, WRITTEN_AT);
        if (tokens.isEmpty()) {
            return;
        }
        byte[] written = StoredTokensFormat.format(tokens.get());
        StoredTokens read = StoredTokensFormat.parse(written, LATER).orElseThrow();
        assertThat(read.accessToken()).isEqualTo(tokens.get().accessToken());
        assertThat(read.refreshToken()).isEqualTo(tokens.get().refreshToken());
        assertThat(read.tokenUrl()).isEqualTo(tokens.get().tokenUrl());
        assertThat(read.expiresAt()).isEqualTo(tokens.get().expiresAt());
        assertThat(read.signedInAt()).isEqualTo(tokens.get().signedInAt());
        if (read.signedInAt().isPresent()) { // else it is that of the ID token, whatever else the file said
            assertThat(read.subject()).isEqualTo(tokens.get().subject());
        }
        assertThat(read.refusal()).isEqualTo(tokens.get().refusal());
        assertThat(StoredTokensFormat.format(read)).isEqualTo(written);
    }
}
