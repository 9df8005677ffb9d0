package io.fourinsight.client.session.token;

import static io.fourinsight.client.session.token.SourceFixture.WAIT;
import static io.fourinsight.client.session.token.SourceFixture.down;
import static io.fourinsight.client.session.token.SourceFixture.failureOf;
import static io.fourinsight.client.session.token.SourceFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.testing.CapturedLog;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That the log has one line for each change of the state of a session, and none for what stays as it is. */
class SessionLogTest {

    private final SourceFixture on = SourceFixture.inline();
    private final CapturedLog log = CapturedLog.of(Session.class);

    @AfterEach
    void close() {
        log.close();
        on.close();
    }

    private void failsTimes(int times, TokenFetchException failure) {
        for (int i = 0; i < times; i++) {
            on.clock.advance(Duration.ofMinutes(6)); // the gate opens
            on.fetch.fail(failure);
            failureOf(on.source::token);
        }
    }

    @Test
    void firstTokenIsALineAndARenewalIsNone() {
        BearerToken first = on.firstToken("one");
        on.makeStale();
        on.fetch.answer("two", 3600);
        on.source.token();

        assertThat(log.lines(Level.INFO))
                .containsExactly("Session 'acme' has its first token, good until " + first.hardAt());
        assertThat(log.lines(Level.WARN)).isEmpty();
    }

    @Test
    void renewalThatFailsSaysOnceUntilWhenTheTokenIsGoodAndWhy() {
        BearerToken first = on.firstToken("one");
        on.makeStale();
        for (int i = 0; i < 3; i++) {
            on.fetch.fail(down());
            assertThat(on.source.token()).isSameAs(first);
            on.clock.advance(Duration.ofMinutes(1));
        }

        assertThat(log.lines(Level.WARN))
                .singleElement()
                .asString()
                .startsWith("Session 'acme' cannot renew its token, which is good until " + first.hardAt() + ": ")
                .contains("answered 503", "http_503 of client #1", "Next try at 2026-");
    }

    @Test
    void endOfTheTokenIsAnotherChangeAndSoIsTheRecovery() {
        on.firstToken("one");
        on.makeStale();
        on.fetch.fail(down());
        on.source.token();
        on.makeExpired();
        failsTimes(3, down());
        on.clock.advance(Duration.ofMinutes(6));
        BearerToken next = on.firstToken("two");

        assertThat(log.lines(Level.WARN)).hasSize(2).last().asString().startsWith("Session 'acme' gets no token: ");
        assertThat(log.lines(Level.INFO))
                .hasSize(2)
                .last()
                .isEqualTo("Session 'acme' gets tokens again, good until " + next.hardAt());
    }

    @Test
    void tokenThatEndsWhileNoRefreshMayStartIsAChange() {
        on.firstToken("one");
        on.clock.advance(Duration.ofMinutes(59).plusMillis(500)); // a little before the end
        on.fetch.fail(refused()); // no refresh for a minute
        on.source.token();
        on.clock.advance(Duration.ofSeconds(40));
        failureOf(on.source::token);
        failureOf(on.source::token);

        assertThat(on.fetch.calls()).isEqualTo(2);
        assertThat(log.lines(Level.WARN)).hasSize(2).last().asString().contains("gets no token");
    }

    @Test
    void rejectedTokenIsNotCalledGood() {
        BearerToken first = on.firstToken("one");
        on.fetch.fail(refused());
        assertThat(on.source.reject(first)).isEmpty();

        assertThat(log.lines(Level.WARN)).singleElement().asString().startsWith("Session 'acme' gets no token: ");
    }

    @Test
    void needOfASignInIsOneLineHoweverManyAsk() {
        failsTimes(5, TokenFetchException.loginRequired("not_signed_in", "nobody has signed in"));
        on.firstToken("one");

        assertThat(log.lines(Level.WARN))
                .singleElement()
                .asString()
                .contains("needs a sign-in: nobody has signed in", "The user must sign in.");
        assertThat(log.lines(Level.INFO)).singleElement().asString().contains("is signed in and has a token");
    }

    @Test
    void anotherReasonIsNewsOnlyIfTheConfigurationMustChange() {
        failsTimes(2, down());
        failsTimes(2, TokenFetchException.unavailable("timeout", "no answer"));
        failsTimes(2, refused());

        assertThat(log.lines(Level.WARN)).hasSize(2).last().asString().contains("invalid_client");
    }

    @Test
    void sessionThatSharesTheCredentialOfAnotherHasALineOfItsOwn() {
        HandCrankedFetch unused = new HandCrankedFetch();
        try (RefreshingTokenSource other = new RefreshingTokenSource(
                "other",
                "Session 'other' of route 'list'",
                TokenFetch.timed(unused, on.clock, () -> 0.5),
                on.gate,
                Runnable::run,
                on.clock,
                WAIT,
                ClientObserver.NONE)) {
            failsTimes(1, refused());
            failureOf(other::token);
            failureOf(other::token);
        }

        assertThat(unused.calls()).isZero();
        assertThat(log.lines(Level.WARN))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("Session 'other' of route 'list' gets no token: ");
    }

    @Test
    void closedSessionSaysNothing() {
        on.source.close();
        failureOf(on.source::token);

        assertThat(log.lines(Level.WARN)).isEmpty();
    }
}
