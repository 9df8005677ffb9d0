package io.fourinsight.client.session.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.testing.MutableClock;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenLifetimeTest {
    private static final long SENT = MutableClock.START.toEpochMilli();

    @ParameterizedTest
    @CsvSource({
        // seconds, soft and hard in milliseconds with the random part in its middle
        "3600, 2880000, 3570000",
        "59, 47200, 53100",
        "1, 800, 900",
        "0, 240000, 270000",
        "-5, 240000, 270000",
        "2147483648, 69120000, 86370000",
        "9223372036854775807, 69120000, 86370000"
    })
    void countsFromBeforeTheRequest(long expiresIn, long soft, long hard) {
        TokenLifetime lifetime = lifetime(OptionalLong.of(expiresIn), OptionalLong.empty(), 0.5);
        assertThat(lifetime).isEqualTo(new TokenLifetime(SENT, SENT + soft, SENT + hard));
    }

    @Test
    void isFiveMinutesIfTheServerSaysNothing() {
        TokenLifetime lifetime = lifetime(OptionalLong.empty(), OptionalLong.empty(), 0.5);
        assertThat(lifetime.hardAt()).isEqualTo(SENT + 270_000);
    }

    @ParameterizedTest
    @CsvSource({"0.0, 2700000", "1.0, 3060000"})
    void spreadsTheRefreshes(double random, long soft) {
        assertThat(lifetime(OptionalLong.of(3600), OptionalLong.empty(), random).softAt())
                .isEqualTo(SENT + soft);
    }

    @ParameterizedTest
    @CsvSource({
        "2000, 2000000",
        "1, 1800000",
        "3599, 3570000",
        "0, 2880000",
        "-1, 2880000",
        "9223372036854775807, 3570000"
    })
    void followsTheServersWishBetweenHalfOfTheLifetimeAndItsEnd(long refreshIn, long soft) {
        assertThat(lifetime(OptionalLong.of(3600), OptionalLong.of(refreshIn), 0.5)
                        .softAt())
                .isEqualTo(SENT + soft);
    }

    @Test
    void aTokenIsFreshThenUsableThenNeither() {
        BearerToken token = BearerToken.of(
                Secret.of("t"), Instant.ofEpochMilli(1000), Instant.ofEpochMilli(2000), Instant.ofEpochMilli(3000));
        assertThat(token.isFresh(1000)).isTrue();
        assertThat(token.isFresh(1999)).isTrue();
        assertThat(token.isFresh(2000)).isFalse();
        assertThat(token.isUsable(2999)).isTrue();
        assertThat(token.isUsable(3000)).isFalse();
        assertThat(token.isFresh(999)).as("the clock went back").isFalse();
        assertThat(token.isUsable(999)).isTrue();
        assertThat(token.asRejected().isFresh(1500)).isFalse();
        assertThat(token.asRejected().isUsable(1500)).isTrue();
    }

    private static TokenLifetime lifetime(OptionalLong expiresIn, OptionalLong refreshIn, double random) {
        return TokenLifetime.of(new TokenGrant(Secret.of("t"), expiresIn, refreshIn), SENT, random);
    }

    @Test
    void aStoredTokenIsAsOldAsItIs() {
        long now = 10_000_000;
        TokenLifetime lifetime = TokenLifetime.ofStored(OptionalLong.of(3600), now + 600_000, now, 0.5);
        assertThat(lifetime).isEqualTo(new TokenLifetime(now - 3_000_000, now - 120_000, now + 570_000));
    }

    @Test
    void aStoredTokenOfUnknownAgeIsTakenAsNew() {
        TokenLifetime lifetime = TokenLifetime.ofStored(OptionalLong.empty(), 1_000_000, 0, 0.5);
        assertThat(lifetime).isEqualTo(new TokenLifetime(0, 800_000, 970_000));
    }

    @Test
    void aStoredTokenDoesNotLiveLongerThanItWasTo() {
        TokenLifetime lifetime = TokenLifetime.ofStored(OptionalLong.of(3600), Long.MAX_VALUE / 2, 0, 0.5);
        assertThat(lifetime.hardAt()).isEqualTo(3_570_000);
        assertThat(TokenLifetime.ofStored(OptionalLong.empty(), Long.MAX_VALUE / 2, 0, 0.5)
                        .hardAt())
                .isEqualTo(24 * 3_600_000 - 30_000);
    }

    @Test
    void aStoredTokenThatIsOverIsNotUsed() {
        long now = 10_000_000;
        assertThat(TokenLifetime.ofStored(OptionalLong.of(3600), now - 1, now, 0.5)
                        .hardAt())
                .isLessThan(now);
        assertThat(TokenLifetime.ofStored(OptionalLong.empty(), 0, now, 0.5).hardAt())
                .isLessThan(now);
    }
}
