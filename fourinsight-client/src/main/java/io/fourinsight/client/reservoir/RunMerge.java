package io.fourinsight.client.reservoir;

import io.fourinsight.client.reservoir.text.NumberText;

/**
 * Merges runs of samples, each ascending and unique, into one: neighbours in pairs, pass by pass, between two sets of
 * columns. A run begins where a timestamp is not later than the one before it. Of two samples at one timestamp the one in
 * the later run stays.
 */
final class RunMerge {

    private final boolean emptyReplaces;
    private SampleChunks source;

    /** Where a pass writes to; then the two sets change places. */
    private SampleChunks target = new SampleChunks();

    private RunMerge(boolean emptyReplaces, SampleChunks columns) {
        this.emptyReplaces = emptyReplaces;
        this.source = columns;
    }

    /** The samples of all runs in one; the given columns must not be used any more. */
    static SampleChunks merge(boolean emptyReplaces, SampleChunks columns) {
        RunMerge merge = new RunMerge(emptyReplaces, columns);
        while (merge.pass() > 1) {
            SampleChunks read = merge.source;
            read.clear();
            merge.source = merge.target;
            merge.target = read;
        }
        return merge.target;
    }

    /** Merges each two runs; returns how many are left. */
    private int pass() {
        int runs = 0;
        int begin = 0;
        while (begin < source.size()) {
            int middle = endOfRun(begin);
            int end = endOfRun(middle);
            mergePair(begin, middle, end);
            begin = end;
            runs++;
        }
        return runs;
    }

    private int endOfRun(int begin) {
        if (begin == source.size()) {
            return begin;
        }
        int end = begin + 1;
        while (end < source.size() && source.timestamp(end) > source.timestamp(end - 1)) {
            end++;
        }
        return end;
    }

    private void mergePair(int begin, int middle, int end) {
        int left = begin;
        int right = middle;
        while (left < middle && right < end) {
            long leftTime = source.timestamp(left);
            long rightTime = source.timestamp(right);
            if (leftTime < rightTime) {
                target.addRow(source, left++);
            } else if (rightTime < leftTime) {
                target.addRow(source, right++);
            } else {
                target.addRow(source, emptyReplaces || !isEmpty(right) ? right : left);
                left++;
                right++;
            }
        }
        while (left < middle) {
            target.addRow(source, left++);
        }
        while (right < end) {
            target.addRow(source, right++);
        }
    }

    private boolean isEmpty(int row) {
        String text = source.text(row);
        return text == null ? Double.isNaN(source.number(row)) : NumberText.isEmpty(text);
    }
}
