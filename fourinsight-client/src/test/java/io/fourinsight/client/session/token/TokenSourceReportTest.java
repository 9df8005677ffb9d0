package io.fourinsight.client.session.token;

import static io.fourinsight.client.session.token.SourceFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.TokenStatus;
import io.fourinsight.client.testing.MutableClock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a source says of itself: its status, and to its observer. */
@Timeout(60)
class TokenSourceReportTest {

    @Test
    void statusTellsTheState() {
        try (SourceFixture on = SourceFixture.inline()) {
            assertThat(on.source.status())
                    .isEqualTo(new TokenStatus(TokenStatus.State.NONE, null, null, 0, Map.of(), 0, null, false, null));
            BearerToken token = on.firstToken("one");
            assertThat(on.source.status())
                    .isEqualTo(new TokenStatus(
                            TokenStatus.State.FRESH,
                            token.hardAt(),
                            MutableClock.START,
                            1,
                            Map.of(new TokenStatus.Refresh("needed", true), 1L),
                            0,
                            null,
                            false,
                            null));
            on.makeExpired();
            on.fetch.fail(SourceFixture.refused());
            failureOf(on.source::token);
            assertThat(on.source.status())
                    .isEqualTo(new TokenStatus(
                            TokenStatus.State.EXPIRED,
                            token.hardAt(),
                            MutableClock.START,
                            1,
                            Map.of(
                                    new TokenStatus.Refresh("needed", true),
                                    1L,
                                    new TokenStatus.Refresh("needed", false),
                                    1L),
                            1,
                            "invalid_client",
                            false,
                            on.clock.instant().plusSeconds(60)));
        }
    }

    @Test
    void observerHearsOfEachRefreshWithItsReason() {
        try (SourceFixture on = SourceFixture.inline()) {
            BearerToken one = on.firstToken("one");
            on.fetch.answer("two", 3600);
            on.source.reject(one);
            on.makeExpired();
            on.fetch.fail(SourceFixture.refused());
            failureOf(on.source::token);

            assertThat(on.refreshes)
                    .containsExactly("acme needed null", "acme rejected null", "acme needed invalid_client");
        }
    }

    @Test
    void observerThatFailsCostsNobodyAToken() {
        try (SourceFixture on = SourceFixture.inline()) {
            on.deafness = new IllegalStateException("deaf");

            assertThat(on.firstToken("one").authorization()).isEqualTo("Bearer one");
        }
    }
}
