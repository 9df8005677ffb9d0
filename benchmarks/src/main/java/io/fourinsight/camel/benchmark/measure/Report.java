package io.fourinsight.camel.benchmark.measure;

import io.fourinsight.camel.benchmark.measure.Rounds.Outcome;
import java.io.PrintStream;
import java.util.Locale;

/** Prints what rows measured: {@code row, ours, baseline, ratio, bar, ok}. */
public final class Report {

    private static final String FORMAT = "%-21s %-9s %-28s %-28s %-20s %-8s %s%n";

    private final PrintStream out;
    private boolean cleared = true;

    public Report(PrintStream out) {
        this.out = out;
    }

    public static void header(PrintStream out) {
        out.printf(Locale.ROOT, FORMAT, "row", "unit", "ours", "baseline", "ratio", "bar", "ok");
    }

    public void row(String name, String unit, Outcome outcome, Bar bar) {
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
    public void row(String name, String unit, double measured, Bar bar) {
        line(name, unit, Distribution.of(measured), "-", "-", bar, bar.isCleared(measured));
    }

    /** A row without a baseline that was measured several times. */
    public void row(String name, String unit, Distribution measured, Bar bar) {
        line(name, unit, measured, "-", "-", bar, bar.isCleared(measured.median()));
    }

    private void line(String name, String unit, Object ours, Object baseline, Object ratio, Bar bar, boolean ok) {
        cleared &= ok;
        out.printf(Locale.ROOT, FORMAT, name, unit, ours, baseline, ratio, bar, ok ? "yes" : "NO");
    }

    /** Something beside the rows that tells how to read them. */
    public void note(String format, Object... arguments) {
        out.println("  # " + String.format(Locale.ROOT, format, arguments));
    }

    public boolean isCleared() {
        return cleared;
    }
}
