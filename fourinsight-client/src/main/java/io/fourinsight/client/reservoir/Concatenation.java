package io.fourinsight.client.reservoir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts pieces of a series together. */
final class Concatenation {

    private Concatenation() {}

    static TimeSeries of(@Nullable String seriesId, List<TimeSeries> pieces) {
        List<TimeSeries> filled =
                pieces.stream().filter(piece -> !piece.isEmpty()).toList();
        if (filled.isEmpty()) {
            return TimeSeries.empty(seriesId);
        }
        if (filled.size() == 1) {
            return filled.get(0).named(seriesId);
        }
        return areUniform(filled) && areAscending(filled) ? join(seriesId, filled) : merge(seriesId, filled);
    }

    private static boolean areUniform(List<TimeSeries> pieces) {
        boolean numeric = pieces.get(0).isNumeric();
        return pieces.stream().allMatch(piece -> piece.isNumeric() == numeric);
    }

    private static boolean areAscending(List<TimeSeries> pieces) {
        for (int i = 1; i < pieces.size(); i++) {
            TimeSeries before = pieces.get(i - 1);
            if (before.timestamp(before.size() - 1) >= pieces.get(i).timestamp(0)) {
                return false;
            }
        }
        return true;
    }

    private static TimeSeries join(@Nullable String seriesId, List<TimeSeries> pieces) {
        int size = 0;
        for (TimeSeries piece : pieces) {
            size = Math.addExact(size, piece.size());
        }
        boolean numeric = pieces.get(0).isNumeric();
        long[] timestamps = new long[size];
        double[] numbers = numeric ? new double[size] : null;
        String[] texts = numeric ? null : new String[size];
        int at = 0;
        for (TimeSeries piece : pieces) {
            piece.copyTo(timestamps, numbers, texts, at);
            at += piece.size();
        }
        return new TimeSeries(seriesId, timestamps, numbers, texts, 0, size);
    }

    private static TimeSeries merge(@Nullable String seriesId, List<TimeSeries> pieces) {
        SampleColumns merged = SampleColumns.lastValue();
        for (TimeSeries piece : pieces) {
            merged.addAll(piece);
        }
        return merged.toSeries(seriesId);
    }
}
