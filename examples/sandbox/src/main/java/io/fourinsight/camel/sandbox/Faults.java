package io.fourinsight.camel.sandbox;

import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong on purpose: scripted answers, and requests or answers held up, by the start of their path. */
public final class Faults {

    private record Hook(String pathPrefix, Runnable action) {}

    private record Script(String pathPrefix, Response answer, AtomicInteger left) {

        boolean take() {
            return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        }
    }

    private final List<Hook> before = new CopyOnWriteArrayList<>();
    private final List<Hook> after = new CopyOnWriteArrayList<>();
    private final List<Script> scripts = new CopyOnWriteArrayList<>();

    Faults() {}

    /** Gives the next requests this answer in place of the real one; several scripts are used up in turn. */
    public void answerNext(int requests, String pathPrefix, Response answer) {
        scripts.add(new Script(pathPrefix, answer, new AtomicInteger(requests)));
    }

    /** Runs an action on the thread of every request before it is answered; it may wait for a latch. */
    public void beforeAnswer(String pathPrefix, Runnable action) {
        before.add(new Hook(pathPrefix, action));
    }

    /**
     * Runs an action on the thread of every request when it has been handled, and before its answer leaves: the sandbox
     * has, say, spent a refresh token, and the client does not know the next one yet.
     */
    public void afterHandling(String pathPrefix, Runnable action) {
        after.add(new Hook(pathPrefix, action));
    }

    /** Makes every answer late. */
    public void delay(String pathPrefix, Duration delay) {
        beforeAnswer(pathPrefix, () -> sleep(delay));
    }

    /** Ends all faults; requests that are being held up stay so. */
    public void clear() {
        before.clear();
        after.clear();
        scripts.clear();
    }

    /** Holds a request up as told, and gives its scripted answer, if there is one. */
    Optional<Response> apply(Request request) {
        run(before, request);
        Optional<Response> answer = scripts.stream()
                .filter(script -> request.isUnder(script.pathPrefix()) && script.take())
                .findFirst()
                .map(Script::answer);
        scripts.removeIf(script -> script.left().get() == 0);
        return answer;
    }

    /** Holds an answer back as told. */
    void applyAfter(Request request) {
        run(after, request);
    }

    private static void run(List<Hook> hooks, Request request) {
        hooks.stream().filter(hook -> request.isUnder(hook.pathPrefix())).forEach(hook -> hook.action()
                .run());
    }

    private static void sleep(Duration delay) {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            // The sandbox is closing: answer at once.
            Thread.currentThread().interrupt();
        }
    }
}
