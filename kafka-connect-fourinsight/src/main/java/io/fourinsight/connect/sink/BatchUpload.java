package io.fourinsight.connect.sink;

import io.fourinsight.client.UploadSteps;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Cancellation;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes a batch part of its series, beside the task's thread.
 *
 * <p>It can be cancelled until its file is added to the series. From then on only its end tells what became of it, and
 * the task that gets the partition next must not begin before that: an older file would land on a newer one.
 */
final class BatchUpload implements Runnable {

    private static final int NOT_FOUND = 404;

    private final String series;
    private final Batch batch;
    private final UploadSteps steps;
    private final SeriesNaming naming;
    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch over = new CountDownLatch(1);

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread thread; // of the steps that can be cancelled
    private boolean adding;
    private boolean cancelled;

    private volatile @Nullable Outcome outcome;

    BatchUpload(String series, Batch batch, UploadSteps steps, SeriesNaming naming) {
        this.series = series;
        this.batch = batch;
        this.steps = steps;
        this.naming = naming;
    }

    @Override
    public void run() {
        try {
            outcome = isStarted() ? write() : Outcome.CANCELLED;
        } catch (RuntimeException e) {
            outcome = new Outcome(Outcome.Kind.BROKEN, e);
        } finally {
            over.countDown();
        }
    }

    private Outcome write() {
        boolean found = false;
        try {
            String file = batch.fileId();
            if (file == null) {
                file = upload();
                batch.fileId(file);
            }
            found = true;
            SeriesNaming.Found target = naming.find(series);
            return isAdding() ? add(target, file) : Outcome.CANCELLED;
        } catch (IOException | RuntimeException e) {
            return isCancelled() ? Outcome.CANCELLED : Outcome.of(e, found);
        }
    }

    private String upload() throws IOException {
        return steps.upload(batch.series(), cancellation)
                .orElseThrow(() -> new IllegalStateException("A batch without samples"));
    }

    private Outcome add(SeriesNaming.Found target, String file) {
        try {
            steps.add(target.id(), file);
            return Outcome.WRITTEN;
        } catch (RestException.Status e) {
            if (e.status() == NOT_FOUND && target.remembered()) {
                naming.forget(series);
                return new Outcome(Outcome.Kind.DELAYED, e);
            }
            return Outcome.of(e, true);
        } catch (RuntimeException e) {
            return Outcome.of(e, true);
        }
    }

    private boolean isStarted() {
        lock.lock();
        try {
            thread = Thread.currentThread();
            return !cancelled;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the last step may begin, which nothing interrupts. */
    private boolean isAdding() {
        lock.lock();
        try {
            thread = null;
            adding = !cancelled;
            return adding;
        } finally {
            lock.unlock();
        }
    }

    private boolean isCancelled() {
        lock.lock();
        try {
            thread = null;
            return cancelled;
        } finally {
            lock.unlock();
        }
    }

    /** Ends it unless its file is already being added. */
    void cancel() {
        lock.lock();
        try {
            if (adding || cancelled) {
                return;
            }
            cancelled = true;
            cancellation.cancel();
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns when no file of this upload can land any more. */
    void awaitAdd() throws InterruptedException {
        boolean wait;
        lock.lock();
        try {
            wait = adding;
        } finally {
            lock.unlock();
        }
        if (wait) {
            over.await();
        }
    }

    /** What became of it, null as long as it is under way. */
    @Nullable
    Outcome outcome() {
        return over.getCount() == 0 ? outcome : null;
    }
}
