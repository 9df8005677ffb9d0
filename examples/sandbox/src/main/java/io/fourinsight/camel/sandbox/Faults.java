package io.fourinsight.camel.sandbox;

import io.fourinsight.camel.sandbox.http.Disconnected;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Service;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What goes wrong on purpose: scripted answers, requests or answers held up, and connections cut, by the start of the
 * path or by any property of the request.
 *
 * <p>Every script is used up by as many requests as it says; of several that fit, by the one set first.
 */
public final class Faults {

    private record Hook(String pathPrefix, Runnable action) {}

    private record Script<T>(Predicate<Request> requests, T effect, AtomicInteger left) {

        boolean take() {
            return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        }
    }

    private final List<Hook> before = new CopyOnWriteArrayList<>();
    private final List<Hook> after = new CopyOnWriteArrayList<>();
    private final List<Script<Response>> answers = new CopyOnWriteArrayList<>();
    private final List<Script<UnaryOperator<Response>>> distortions = new CopyOnWriteArrayList<>();
    private final List<Script<Long>> uploadCuts = new CopyOnWriteArrayList<>();

    Faults() {}

    /** Gives the next requests this answer in place of the real one; several scripts are used up in turn. */
    public void answerNext(int requests, String pathPrefix, Response answer) {
        answerNext(requests, under(pathPrefix), answer);
    }

    public void answerNext(int requests, Predicate<Request> which, Response answer) {
        add(answers, requests, which, answer);
    }

    /** Handles the next requests, and cuts their connections before anything of the answer is sent. */
    public void dropAnswer(int requests, String pathPrefix) {
        dropAnswer(requests, under(pathPrefix));
    }

    public void dropAnswer(int requests, Predicate<Request> which) {
        add(distortions, requests, which, answer -> {
            throw new Disconnected("the answer is dropped");
        });
    }

    /** Cuts the connections of the next requests when so many bytes of the answer's body have been sent. */
    public void cutAnswer(int requests, String pathPrefix, long afterBytes) {
        stallAnswer(requests, pathPrefix, afterBytes, () -> {
            throw new Disconnected("the answer is cut after " + afterBytes + " bytes");
        });
    }

    /** Runs an action, which may wait for a latch, when so many bytes of the answer's body have been sent. */
    public void stallAnswer(int requests, String pathPrefix, long afterBytes, Runnable action) {
        distort(requests, pathPrefix, answer -> answer.through(out -> new StallingStream(out, afterBytes, action)));
    }

    /** Turns over the bits of one byte of the answers to the next requests; those that are shorter stay whole. */
    public void damageAnswer(int requests, String pathPrefix, long atByte) {
        distort(requests, pathPrefix, answer -> answer.through(out -> new DamagingStream(out, atByte)));
    }

    /**
     * Cuts the connections of the next requests when so many bytes of their body have been read, or at its end if it is
     * shorter. A request without a body arrives.
     */
    public void cutUpload(int requests, String pathPrefix, long afterBytes) {
        cutUpload(requests, under(pathPrefix), afterBytes);
    }

    public void cutUpload(int requests, Predicate<Request> which, long afterBytes) {
        add(uploadCuts, requests, which, afterBytes);
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
        answers.clear();
        distortions.clear();
        uploadCuts.clear();
    }

    /** What arrives of an answer: that of the service, unless something goes wrong on the way there or back. */
    Response around(Request request, Service service) {
        try {
            Response answer = apply(request).orElseGet(() -> service.answer(cutUpload(request)));
            return distort(request, answer);
        } finally {
            run(after, request);
        }
    }

    /** Holds a request up as told, and gives its scripted answer, if there is one. */
    private Optional<Response> apply(Request request) {
        run(before, request);
        return take(answers, request);
    }

    /** The request with its body, or with what is left of it. */
    private Request cutUpload(Request request) {
        return take(uploadCuts, request)
                .map(bytes -> request.readThrough(stream -> new CutStream(stream, bytes)))
                .orElse(request);
    }

    /**
     * The answer as it shall arrive.
     *
     * @throws Disconnected if it shall not
     */
    private Response distort(Request request, Response answer) {
        return take(distortions, request)
                .map(distortion -> distortion.apply(answer))
                .orElse(answer);
    }

    private void distort(int requests, String pathPrefix, UnaryOperator<Response> distortion) {
        add(distortions, requests, under(pathPrefix), distortion);
    }

    private static Predicate<Request> under(String pathPrefix) {
        return request -> request.isUnder(pathPrefix);
    }

    private static <T> void add(List<Script<T>> scripts, int requests, Predicate<Request> which, T effect) {
        scripts.add(new Script<>(which, effect, new AtomicInteger(requests)));
    }

    private static <T> Optional<T> take(List<Script<T>> scripts, Request request) {
        Optional<T> effect = scripts.stream()
                .filter(script -> script.requests().test(request) && script.take())
                .findFirst()
                .map(Script::effect);
        scripts.removeIf(script -> script.left().get() == 0);
        return effect;
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
