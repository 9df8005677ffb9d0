package io.fourinsight.client.session.token;

import io.fourinsight.client.base.Secret;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A token endpoint that answers when and what the test says; what is said beforehand is answered at once. */
public final class HandCrankedFetch implements TokenFetch.Request {
    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final Semaphore started = new Semaphore(0);
    private final Semaphore finished = new Semaphore(0);
    private final AtomicInteger calls = new AtomicInteger();

    private interface Answer {
        TokenGrant give() throws TokenFetchException;
    }

    @Override
    public TokenGrant send() throws TokenFetchException {
        calls.incrementAndGet();
        started.release();
        try {
            Answer answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("No answer was given to the fetch");
            }
            return answer.give();
        } catch (InterruptedException e) {
            throw new AssertionError("A fetch must not be interrupted", e);
        } finally {
            finished.release();
        }
    }

    void answer(String token, long expiresIn) {
        answers.add(() -> grant(token, expiresIn));
    }

    /** The time passes between request and answer. */
    void answerAfter(Runnable passing, String token, long expiresIn) {
        answers.add(() -> {
            passing.run();
            return grant(token, expiresIn);
        });
    }

    public void fail(TokenFetchException failure) {
        answers.add(() -> {
            throw failure;
        });
    }

    void breakOff(RuntimeException defect) {
        answers.add(() -> {
            throw defect;
        });
    }

    public int calls() {
        return calls.get();
    }

    void awaitStart() {
        await(started, "The fetch did not start");
    }

    void awaitEnd() {
        await(finished, "The fetch did not end");
    }

    public static TokenGrant grant(String token, long expiresIn) {
        return new TokenGrant(Secret.of(token), OptionalLong.of(expiresIn), OptionalLong.empty());
    }

    private static void await(Semaphore semaphore, String otherwise) {
        try {
            if (!semaphore.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(otherwise);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(otherwise, e);
        }
    }
}
