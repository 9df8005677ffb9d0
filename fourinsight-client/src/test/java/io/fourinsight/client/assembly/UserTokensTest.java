package io.fourinsight.client.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.TokenSource;
import io.fourinsight.client.session.store.StoredTokens;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a user session gets its tokens: adopting, refreshing and storing. */
@Timeout(60)
class UserTokensTest {
    private final UserFixture user = new UserFixture();

    @Test
    void aStoredTokenIsUsedWithoutARequest() {
        user.signIn("a", "alice");
        assertThat(user.token()).isEqualTo("access-a");
        assertThat(user.server.received).isEmpty();
        assertThat(user.store.holds).hasValue(0);
    }

    @Test
    void aStoredTokenIsRefreshedAtThePartOfItsWholeLifetime() {
        user.signIn("a", "alice");
        user.stale(); // before the session reads it
        assertThat(user.token()).as("usable, so nobody waits").isEqualTo("access-a");
        user.clock.advance(Duration.ofSeconds(2));
        user.token();
        assertThat(user.token()).isEqualTo("access-r1");
        assertThat(user.server.received).containsExactly("refresh-a");
    }

    @Test
    void whatIsStoredAfterARefreshIsTheWholeAnswerOverTheOldFields() {
        StoredTokens before = user.signIn("a", "alice");
        user.expire();
        assertThat(user.token()).isEqualTo("access-r1");

        StoredTokens stored = user.store.get();
        assertThat(stored.refreshToken()).contains(Secret.of("refresh-r1"));
        assertThat(stored.signedInAt()).isEqualTo(before.signedInAt());
        assertThat(stored.subject()).contains("alice");
        assertThat(stored.expiresAt()).isEqualTo(user.clock.instant().plusSeconds(3600));
        assertThat(stored.fields().toString())
                .contains("\"resource\":\"kept\"", "\"scope\":[\"openid\",\"read\"]", UserFixture.TOKEN_URL.toString());
    }

    @Test
    void rotatedRefreshTokensAreNeverSentTwice() {
        user.signIn("a", "alice");
        for (int i = 0; i < 20; i++) {
            user.expire();
            user.token();
        }
        assertThat(user.server.received).hasSize(20).doesNotHaveDuplicates();
        assertThat(user.server.sawTheft()).isFalse();
    }

    @Test
    void aServerThatDoesNotRotateGetsTheSameRefreshTokenAgain() {
        user.server.rotating = false;
        user.signIn("a", "alice");
        user.expire();
        user.token();
        user.expire();
        user.token();
        assertThat(user.server.received).containsExactly("refresh-a", "refresh-a");
    }

    @Test
    void theOldRefreshTokenIsKeptWhenNoNewOneComes() {
        user.server.rotating = false;
        user.server.silent = true;
        user.signIn("a", "alice");
        user.expire();
        user.token();
        assertThat(user.store.get().refreshToken()).contains(Secret.of("refresh-a"));
        assertThat(user.store.isMarked("refresh-a")).isFalse();
        user.expire();
        assertThat(user.token()).isEqualTo("access-r2");
    }

    @Test
    void anotherProcessesTokenIsAdoptedWithoutARequest() {
        user.signIn("a", "alice");
        TokenSource other = user.session(UserFixture.IDENTITY);
        user.token();
        user.expire();
        assertThat(UserFixture.token(other)).isEqualTo("access-r1");
        assertThat(user.token()).isEqualTo("access-r1");
        assertThat(user.server.received).containsExactly("refresh-a");
    }

    @Test
    void aSessionThatWaitedForTheStoreAdoptsWhatTheHolderWrote() {
        user.signIn("a", "alice");
        user.token();
        user.expire();
        TokenSource other = user.session(UserFixture.IDENTITY);
        user.store.beforeNextHold(() -> assertThat(UserFixture.token(other)).isEqualTo("access-r1"));
        assertThat(user.token()).isEqualTo("access-r1");
        assertThat(user.server.received).containsExactly("refresh-a");
    }

    @Test
    void whatIsOnDiskIsNotAdoptedAgainUnlessItChanged() {
        user.signIn("a", "alice");
        BearerToken stored = user.source.token();
        Optional<BearerToken> next = user.source.reject(stored);
        assertThat(next).map(BearerToken::authorization).contains("Bearer access-r1");
        assertThat(user.server.received).as("one refresh").containsExactly("refresh-a");
    }

    @Test
    void aRejectedTokenIsNotAdoptedWhenItComesBackFromDisk() {
        StoredTokens first = user.signIn("a", "alice");
        user.source.reject(user.source.token());
        user.server.signedIn("refresh-a2");
        user.store.put(UserFixture.with(
                first,
                old -> Optional.of(Secret.of("refresh-a2")),
                user.clock.instant().plusSeconds(7200)));
        user.stale();
        user.source.token();
        user.clock.advance(Duration.ofSeconds(2));
        assertThat(user.token()).isEqualTo("access-r2");
    }

    @Test
    void aClosedSessionStillStoresWhatItsRequestBrings() {
        user.signIn("a", "alice");
        user.expire();
        user.server.beforeAnswer = user.source::close;
        assertThatThrownBy(user.source::token).isInstanceOf(SessionException.Unavailable.class);
        assertThat(user.store.get().refreshToken()).contains(Secret.of("refresh-r1"));
    }
}
