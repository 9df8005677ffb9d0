package io.fourinsight.camel.reservoir;

/**
 * Merges runs of samples, each ascending and unique, into one: neighbours in pairs, pass by pass, between two sets of
 * columns. Of two samples at one timestamp the one in the later run stays.
 */
final class RunMerge {

    private final boolean emptyReplaces;
    private long[] timestamps;
    private double[] numbers;
    private String[] texts;

    /** Where a pass writes to; then the two sets change places. */
    private long[] targetTimestamps;

    private double[] targetNumbers;
    private String[] targetTexts;
    private int written;

    RunMerge(boolean emptyReplaces, long[] timestamps, double[] numbers, String[] texts, int size) {
        this.emptyReplaces = emptyReplaces;
        this.timestamps = timestamps;
        this.numbers = numbers;
        this.texts = texts;
        this.targetTimestamps = new long[size];
        this.targetNumbers = new double[size];
        this.targetTexts = texts == null ? null : new String[size];
        this.written = size;
    }

    /**
     * Merges all runs.
     *
     * @param breaks where the second and every later run begins; overwritten
     * @return how many samples are left
     */
    int merge(int[] breaks, int breakCount) {
        int runs = breakCount + 1;
        while (runs > 1) {
            int size = written;
            written = 0;
            int merged = 0;
            for (int run = 0; run < runs; run += 2) {
                int begin = run == 0 ? 0 : breaks[run - 1];
                int middle = run + 1 < runs ? breaks[run] : size;
                int end = run + 2 < runs ? breaks[run + 1] : size;
                if (merged > 0) {
                    // what this overwrites has been read
                    breaks[merged - 1] = written;
                }
                merged++;
                mergePair(begin, middle, end);
            }
            runs = merged;
            swap();
        }
        return written;
    }

    private void mergePair(int begin, int middle, int end) {
        int left = begin;
        int right = middle;
        while (left < middle && right < end) {
            long leftTime = timestamps[left];
            long rightTime = timestamps[right];
            if (leftTime < rightTime) {
                take(left++);
            } else if (rightTime < leftTime) {
                take(right++);
            } else {
                take(emptyReplaces || !isEmpty(right) ? right : left);
                left++;
                right++;
            }
        }
        takeAll(left, middle);
        takeAll(right, end);
    }

    private void take(int row) {
        targetTimestamps[written] = timestamps[row];
        targetNumbers[written] = numbers[row];
        if (texts != null) {
            targetTexts[written] = texts[row];
        }
        written++;
    }

    private void takeAll(int from, int to) {
        int count = to - from;
        System.arraycopy(timestamps, from, targetTimestamps, written, count);
        System.arraycopy(numbers, from, targetNumbers, written, count);
        if (texts != null) {
            System.arraycopy(texts, from, targetTexts, written, count);
        }
        written += count;
    }

    private boolean isEmpty(int row) {
        return texts != null && texts[row] != null ? NumberText.isEmpty(texts[row]) : Double.isNaN(numbers[row]);
    }

    private void swap() {
        long[] swappedTimestamps = timestamps;
        timestamps = targetTimestamps;
        targetTimestamps = swappedTimestamps;
        double[] swappedNumbers = numbers;
        numbers = targetNumbers;
        targetNumbers = swappedNumbers;
        String[] swappedTexts = texts;
        texts = targetTexts;
        targetTexts = swappedTexts;
    }

    long[] timestamps() {
        return timestamps;
    }

    double[] numbers() {
        return numbers;
    }

    String[] texts() {
        return texts;
    }
}
