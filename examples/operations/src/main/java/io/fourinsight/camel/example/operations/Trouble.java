package io.fourinsight.camel.example.operations;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong in the sandbox, one thing after the other, for the dashboards to show. */
public final class Trouble {

    /** The client of the session key {@code south}. */
    static final String SOUTH = "south";

    private final Sandbox sandbox;
    private final List<Runnable> turns =
            List.of(this::isBusy, this::losesUploads, this::revokesTokens, this::refusesSouth, this::knowsSouthAgain);
    private final AtomicInteger turn = new AtomicInteger();

    Trouble(Sandbox sandbox) {
        this.sandbox = sandbox;
        knowsSouthAgain();
    }

    /** Lets the next thing go wrong, or be well again. */
    public void next() {
        turns.get(turn.getAndIncrement() % turns.size()).run();
    }

    /** The next requests are answered with 503, so they are sent again. */
    void isBusy() {
        sandbox.faults().answerNext(2, Sandbox.RESERVOIR_PATH, Response.of(503));
        sandbox.faults().answerNext(2, Sandbox.API_PATH, Response.of(503));
    }

    /** The store does not take the next upload. */
    void losesUploads() {
        sandbox.faults().answerNext(1, Sandbox.UPLOAD_PATH, Response.of(400));
    }

    /** All tokens are answered with 401, so each session gets another one, and nobody else notices. */
    void revokesTokens() {
        sandbox.revokeTokens();
    }

    /** The secret of one client is changed: its route is DOWN. */
    void refusesSouth() {
        sandbox.addClient(SOUTH, "changed by the administrator");
        sandbox.revokeTokens();
    }

    /** The secret is changed back; the route tries again within five minutes. */
    void knowsSouthAgain() {
        sandbox.addClient(SOUTH, Sandbox.CLIENT_SECRET);
    }
}
