package io.fourinsight.client.session.token;

import io.fourinsight.client.session.BearerToken;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One fetch under way, for its callers to wait for. It ends once; a later outcome changes nothing. */
final class InFlightRefresh {
    private final CompletableFuture<BearerToken> outcome = new CompletableFuture<>();

    static InFlightRefresh landed(BearerToken token) {
        InFlightRefresh flight = new InFlightRefresh();
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
     * make callers fetch in circles. A caller that gives up waiting disturbs neither the flight nor other callers.
     */
    BearerToken await(long millis) throws TokenFetchException {
        try {
            return outcome.get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TokenFetchException.interrupted();
        } catch (TimeoutException e) {
            throw TokenFetchException.unavailable("timeout", "none came within " + Duration.ofMillis(millis));
        } catch (ExecutionException e) {
            throw (TokenFetchException) e.getCause(); // fail() takes nothing else
        }
    }
}
