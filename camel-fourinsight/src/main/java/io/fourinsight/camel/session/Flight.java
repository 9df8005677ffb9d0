package io.fourinsight.camel.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One fetch under way, and those who wait for it; ends once, whatever comes later. */
final class Flight {
    private final CompletableFuture<BearerToken> outcome = new CompletableFuture<>();

    static Flight landed(BearerToken token) {
        Flight flight = new Flight();
        flight.land(token);
        return flight;
    }

    void land(BearerToken token) {
        outcome.complete(token);
    }

    void fail(TokenFetchException failure) {
        outcome.completeExceptionally(failure);
    }

    /**
     * The outcome, even if the token is already old: a lifetime of one second and an answer that takes two must not
     * make callers fetch in circles. Who gives up waiting disturbs neither the flight nor others.
     */
    BearerToken await(long millis) throws TokenFetchException {
        try {
            return outcome.get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TokenFetchException.unavailable("interrupted", "the thread was interrupted while it waited");
        } catch (TimeoutException e) {
            throw TokenFetchException.unavailable("timeout", "none came within " + Duration.ofMillis(millis));
        } catch (ExecutionException e) {
            throw (TokenFetchException) e.getCause(); // fail() takes nothing else
        }
    }
}
