package io.fourinsight.camel.login;

import io.fourinsight.client.session.signin.Dialog;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The person at the console of this process: waiting for an answer does not hold up the end of the process.
 *
 * <p>A console cannot be read in a way that another thread could end. So a thread of its own reads it, and the
 * wait for the answer can be called off.
 */
public final class ConsoleDialog implements Dialog {

    private final Supplier<@Nullable String> lines;
    private final PrintWriter out;
    private final CompletableFuture<Optional<String>> end = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CompletableFuture<Optional<String>> reading; // guarded by lock; null when nobody reads

    /** @param lines gives the next line, or null if there will be none */
    public ConsoleDialog(Supplier<@Nullable String> lines, PrintWriter out) {
        this.lines = lines;
        this.out = out;
    }

    /** The console, or empty if there is none. */
    public static Optional<ConsoleDialog> system() {
        Console console = System.console();
        return console == null ? Optional.empty() : Optional.of(new ConsoleDialog(console::readLine, console.writer()));
    }

    @Override
    public void say(String line) {
        out.println(Dialog.visible(line));
        out.flush();
    }

    @Override
    public void complain(String line) {
        say(line);
    }

    /**
     * @throws CancellationException if {@link #end} was called, the thread was interrupted, or the process is told to
     *     end
     */
    @Override
    public Optional<String> ask(String question) {
        out.print(Dialog.visible(question) + " ");
        out.flush();
        // Camel's own hook, as of Camel Main, waits for the very start that waits here
        Thread hook = new Thread(this::end, "fourinsight-console-end");
        whenNotEnding(() -> Runtime.getRuntime().addShutdownHook(hook));
        try {
            return answer();
        } finally {
            whenNotEnding(() -> Runtime.getRuntime().removeShutdownHook(hook));
        }
    }

    private void whenNotEnding(Runnable step) {
        try {
            step.run();
        } catch (IllegalStateException e) { // the process is told to end
            end();
        }
    }

    private Optional<String> answer() {
        CompletableFuture<Optional<String>> line = nextLine();
        try {
            CompletableFuture.anyOf(line, end).get();
            if (end.isDone()) {
                throw cancelled();
            }
            taken(line);
            return line.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled();
        } catch (ExecutionException e) {
            taken(line);
            throw new IllegalStateException("The console cannot be read", e.getCause());
        }
    }

    /** The line that is being read, or the next one: what somebody asked for and did not wait for must not be lost. */
    private CompletableFuture<Optional<String>> nextLine() {
        lock.lock();
        try {
            if (reading == null) {
                CompletableFuture<Optional<String>> line = new CompletableFuture<>();
                reading = line;
                Thread reader = new Thread(() -> read(line), "fourinsight-console");
                reader.setDaemon(true); // blocked in the system, it must not keep the process alive
                reader.start();
            }
            return reading;
        } finally {
            lock.unlock();
        }
    }

    private void read(CompletableFuture<Optional<String>> line) {
        try {
            line.complete(Optional.ofNullable(lines.get()).map(String::strip));
        } catch (RuntimeException | Error e) {
            line.completeExceptionally(e);
        }
    }

    private void taken(CompletableFuture<Optional<String>> line) {
        lock.lock();
        try {
            if (reading == line) {
                reading = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Calls off each wait for an answer, now and later. */
    void end() {
        end.complete(Optional.empty());
    }

    private static CancellationException cancelled() {
        return new CancellationException("The sign-in was called off: Camel is stopping");
    }
}
