package io.fourinsight.camel.runtime;

import io.fourinsight.camel.login.ConsoleDialog;
import io.fourinsight.client.base.Pause;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What tests replace: time, chance and waiting. */
public record RuntimeServices(
        Clock clock, RandomGenerator random, Pause pause, Supplier<Optional<ConsoleDialog>> console) {

    /** Without a console. */
    public RuntimeServices(Clock clock, RandomGenerator random, Pause pause) {
        this(clock, random, pause, Optional::empty);
    }

    public static RuntimeServices real() {
        return new RuntimeServices(
                Clock.systemUTC(),
                // delegates to the thread's own, which must not be kept
                () -> ThreadLocalRandom.current().nextLong(),
                duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()),
                ConsoleDialog::system);
    }
}
