package io.fourinsight.camel.sandbox.page;

import io.fourinsight.camel.sandbox.auth.Caller;
import io.fourinsight.camel.sandbox.auth.Callers;
import io.fourinsight.camel.sandbox.http.Disconnected;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Service;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What has been answered: the last requests, and per client how many, with the tokens it got and those it was refused.
 *
 * <p>Keeps neither headers nor bodies nor queries: tokens, codes and signatures are in these.
 */
public final class Activity {

    static final int REMEMBERED = 500;

    /** The status of a request whose connection was cut before its answer. */
    static final int CUT_OFF = 0;

    /** Whatever clients call themselves, the table of them stays short. */
    private static final int CLIENTS = 200;

    private static final int LONGEST_NAME = 80;
    private static final String OTHERS = "(others)";

    /** @param number counts up from 1 */
    record Answered(long number, Instant at, String method, String path, String client, int status, long millis) {}

    record Count(long requests, long issued, long refused) {

        static final Count NONE = new Count(0, 0, 0);

        Count plus(boolean tokenRequest, boolean success) {
            return new Count(
                    requests + 1,
                    issued + (tokenRequest && success ? 1 : 0),
                    refused + (tokenRequest && !success ? 1 : 0));
        }
    }

    private final Callers callers;
    private final String tokenPath;
    private final Clock clock;
    private final Deque<Answered> last = new ArrayDeque<>();
    private final Map<String, Count> clients = new TreeMap<>();
    private long number;

    public Activity(Callers callers, String tokenPath, Clock clock) {
        this.callers = callers;
        this.tokenPath = tokenPath;
        this.clock = clock;
    }

    /** The same service, watched. */
    public Service watch(Service service) {
        return request -> {
            // Before the answer, which may be that the token is good no more.
            String client = name(callers.of(request));
            long began = System.nanoTime();
            int status = 500;
            try {
                Response answer = service.answer(request);
                status = answer.status();
                return answer;
            } catch (Disconnected e) {
                status = CUT_OFF;
                throw e;
            } finally {
                add(request, client, status, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
            }
        };
    }

    /** Those after a number, the oldest first. */
    synchronized List<Answered> after(long number) {
        return last.stream().filter(request -> request.number() > number).toList();
    }

    synchronized Map<String, Count> clients() {
        return new TreeMap<>(clients);
    }

    private synchronized void add(Request request, String client, int status, long millis) {
        String path = request.path();
        last.addLast(new Answered(++number, clock.instant(), request.method(), path, client, status, millis));
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
        String counted = clients.containsKey(client) || clients.size() < CLIENTS ? client : OTHERS;
        boolean tokenRequest = path.startsWith(tokenPath);
        clients.merge(
                counted,
                Count.NONE.plus(tokenRequest, status == 200),
                (before, one) -> before.plus(tokenRequest, status == 200));
    }

    private static String name(Caller caller) {
        String id = caller.clientId();
        return id.length() > LONGEST_NAME ? id.substring(0, LONGEST_NAME) : id;
    }
}
