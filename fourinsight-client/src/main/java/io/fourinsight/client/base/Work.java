package io.fourinsight.client.base;

import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A long piece of work under way, which counts what it has done and says so in the log every ten seconds.
 *
 * <p>It has no timer: each step looks at the clock. Work that stands still says nothing, and costs nothing.
 */
public final class Work implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Work.class);
    private static final long LINE_EVERY = Duration.ofSeconds(10).toMillis();

    /** The kinds of work. */
    public enum Kind {
        /** Samples are read from the reservoir; a step is a day. */
        READ,
        /** Samples are sent to the reservoir. */
        UPLOAD,
        /** A collection is read page by page; a step is a page. */
        PAGES
    }

    /** How work ends. */
    public enum Outcome {
        DONE,
        FAILED,
        /** Nobody wanted the rest. */
        ENDED
    }

    private final Kind kind;
    private final String subject;
    private final ClientObserver observer;
    private final Clock clock;
    private final long since;
    private final long steps;
    private volatile long bytesExpected;
    private final AtomicLong stepsDone = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong items = new AtomicLong();
    private final AtomicLong nextLine;
    private final AtomicBoolean over = new AtomicBoolean();

    private Work(Kind kind, String subject, long steps, ClientObserver observer, Clock clock) {
        this.kind = kind;
        this.subject = subject;
        this.steps = steps;
        this.observer = observer;
        this.clock = clock;
        this.since = clock.millis();
        this.nextLine = new AtomicLong(since + LINE_EVERY);
    }

    /**
     * Begins.
     *
     * @param subject such as {@code series 7}
     * @param steps how many it will take; 0 if that is not known
     */
    public static Work begin(Kind kind, String subject, long steps, ClientObserver observer, Clock clock) {
        Work work = new Work(kind, subject, steps, observer, clock);
        observer.begin(work);
        return work;
    }

    /** Says how many bytes it will take, so that they tell how much is done. */
    public void expectBytes(long count) {
        bytesExpected = count;
    }

    public void addBytes(long count) {
        bytes.addAndGet(count);
        sayProgress();
    }

    /** Samples, or items of a collection. */
    public void addItems(long count) {
        items.addAndGet(count);
        sayProgress();
    }

    public void stepDone() {
        stepsDone.incrementAndGet();
        sayProgress();
    }

    /** One of the threads whose turn it is says the line. */
    private void sayProgress() {
        long now = clock.millis();
        long due = nextLine.get();
        if (now >= due && nextLine.compareAndSet(due, now + LINE_EVERY)) {
            LOG.info("{}", toString()); // as it is now: an appender may look at an object later
        }
    }

    /** It came to its end. */
    public void done() {
        end(Outcome.DONE);
    }

    /** Nobody wants the rest of it. */
    public void ended() {
        end(Outcome.ENDED);
    }

    /** It has failed, unless it is over. */
    @Override
    public void close() {
        end(Outcome.FAILED);
    }

    private void end(Outcome outcome) {
        if (over.compareAndSet(false, true)) {
            observer.end(this, outcome);
        }
    }

    public ClientObserver observer() {
        return observer;
    }

    public Kind kind() {
        return kind;
    }

    public String subject() {
        return subject;
    }

    public Instant since() {
        return Instant.ofEpochMilli(since);
    }

    public long bytes() {
        return bytes.get();
    }

    public long items() {
        return items.get();
    }

    /** How much is done, from 0 to 100; -1 if the whole is not known. */
    public int percent() {
        long expected = bytesExpected;
        if (expected > 0) {
            return percent(bytes(), expected);
        }
        return steps == 0 ? -1 : percent(stepsDone.get(), steps);
    }

    private static int percent(long done, long whole) {
        return (int) Math.min(100, done * 100 / whole); // more than the whole if some of it had to be sent again
    }

    /** As the log has it: {@code read of series 7: 40 %, 12,345 samples, 67,890 bytes, for 20 s}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind.name().toLowerCase(Locale.ROOT))
                .append(" of ")
                .append(subject)
                .append(": ");
        int percent = percent();
        if (percent >= 0) {
            text.append(percent).append(" %, ");
        }
        append(text, items(), kind == Kind.PAGES ? " items, " : " samples, ");
        append(text, bytes(), " bytes, ");
        return text.append("for ")
                .append((clock.millis() - since) / 1000)
                .append(" s")
                .toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(String.format(Locale.ROOT, "%,d", count)).append(unit);
        }
    }
}
