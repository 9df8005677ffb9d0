package io.fourinsight.camel.soak;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the sandbox answers wrongly, at random or for as long as it is told; and what it is asked, and by whom. */
final class Trouble {

    private static final int FOR_EVER = Integer.MAX_VALUE;

    private final Random random;
    private final int relayPort;
    private final int blobPort;
    private final TokenRequests tokenRequests = new TokenRequests();
    private final Map<String, Long> faults = new TreeMap<>();
    private long requests;
    private long astray;
    private boolean on;
    private boolean noTokens;

    /** @param stranger a URL on another host, which some answers name */
    Trouble(Sandbox sandbox, int relayPort, URI stranger, long seed) {
        this.random = new Random(seed);
        this.relayPort = relayPort;
        this.blobPort = sandbox.blobUrl().getPort();
        sandbox.faults().answerNext(FOR_EVER, this::looksAt, Response.of(500)); // answers none of them
        answer(sandbox, "no tokens", this::isWithoutToken, Response.of(503));
        answer(sandbox, "401", some(2, this::isForData), Response.json(401, Map.of()));
        answer(
                sandbox,
                "429",
                some(5, this::isForData),
                Response.json(429, Map.of()).header("Retry-After", "0"));
        answer(sandbox, "503", some(8, this::isForData), Response.json(503, Map.of()));
        answer(
                sandbox,
                "503, come later",
                some(1, this::isForData),
                Response.of(503).header("Retry-After", "60"));
        answer(sandbox, "503 of a blob", some(8, this::isForBlob), Response.of(503));
        answer(
                sandbox,
                "redirect to a stranger",
                some(1, this::isForData),
                Response.of(302).header("Location", stranger.toString()));
        answer(
                sandbox,
                "next link to a stranger",
                some(10, this::isForCampaigns),
                Response.json(200, Map.of("value", List.of(), "@odata.nextLink", stranger.toString())));
    }

    private void answer(Sandbox sandbox, String kind, Predicate<Request> which, Response answer) {
        sandbox.faults()
                .answerNext(
                        FOR_EVER,
                        request -> {
                            boolean met = which.test(request);
                            if (met) {
                                count(kind);
                            }
                            return met;
                        },
                        answer);
    }

    /** So many of 1000 of these, while there is trouble. */
    private Predicate<Request> some(int share, Predicate<Request> which) {
        return request -> which.test(request) && thrown(share);
    }

    private synchronized boolean thrown(int share) {
        return on && random.nextInt(1000) < share;
    }

    private synchronized void count(String kind) {
        faults.merge(kind, 1L, Long::sum);
    }

    private boolean isForData(Request request) {
        return request.isUnder(Sandbox.API_PATH) || request.isUnder(Sandbox.RESERVOIR_PATH);
    }

    private boolean isForCampaigns(Request request) {
        return request.path().endsWith("/Campaigns");
    }

    private boolean isForBlob(Request request) {
        return request.isUnder(Sandbox.BLOB_PATH);
    }

    private synchronized boolean isWithoutToken(Request request) {
        return noTokens && request.isUnder(Sandbox.TOKEN_PATH);
    }

    private synchronized boolean looksAt(Request request) {
        requests++;
        if (request.isUnder(Sandbox.TOKEN_PATH)) {
            tokenRequests.note(request.body(), noTokens);
        }
        int port = request.url().getPort();
        boolean bears = request.header("Authorization").isPresent()
                || request.header("Cookie").isPresent();
        if (port == blobPort ? bears : port != relayPort) {
            astray++;
        }
        return false;
    }

    synchronized void blow(boolean now) {
        on = now;
    }

    /** The token endpoint fails, or works again. */
    synchronized void withoutTokens(boolean now) {
        if (now) {
            tokenRequests.outageBegins();
        } else {
            tokenRequests.outageEnds();
        }
        noTokens = now;
    }

    TokenRequests tokenRequests() {
        return tokenRequests;
    }

    synchronized Map<String, Long> faults() {
        return new TreeMap<>(faults);
    }

    synchronized long requests() {
        return requests;
    }

    /** How many requests bore credentials to the store of blobs, or came for another host than the one configured. */
    synchronized long astray() {
        return astray;
    }
}
