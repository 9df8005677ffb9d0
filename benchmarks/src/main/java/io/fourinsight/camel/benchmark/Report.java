package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.Rounds.Outcome;
import java.io.PrintStream;
import java.util.Locale;

/** Prints what rows measured: {@code row, ours, baseline, ratio, bar, ok}. */
final class Report {

    private static final String FORMAT = "%-21s %-9s %-28s %-28s %-20s %-8s %s%n";

    private final PrintStream out;
    private boolean cleared = true;

    Report(PrintStream out) {
        this.out = out;
    }

    static void header(PrintStream out) {
        out.printf(Locale.ROOT, FORMAT, "row", "unit", "ours", "baseline", "ratio", "bar", "ok");
    }

    void row(String name, String unit, Outcome outcome, Bar bar) {
        line(
                name,
                unit,
                outcome.ours(),
                outcome.baseline(),
                outcome.ratio(),
                bar,
                bar.isCleared(outcome.ratio().median()));
    }

    /** A row without a baseline: the measurement itself has a bar. */
    void row(String name, String unit, double measured, Bar bar) {
        line(name, unit, Distribution.of(measured), "-", "-", bar, bar.isCleared(measured));
    }

    private void line(String name, String unit, Object ours, Object baseline, Object ratio, Bar bar, boolean ok) {
        cleared &= ok;
        out.printf(Locale.ROOT, FORMAT, name, unit, ours, baseline, ratio, bar, ok ? "yes" : "NO");
    }

    /** Something beside the rows that tells how to read them. */
    void note(String format, Object... arguments) {
        out.println("  # " + String.format(Locale.ROOT, format, arguments));
    }

    boolean isCleared() {
        return cleared;
    }
}
