package io.fourinsight.connect.sink;

/**
 * How samples are collected and how failures are waited out; times in milliseconds.
 *
 * @param batchSamples how many become a file
 * @param batchMillis how long they wait for others
 * @param bufferedSamples how many a task holds
 */
record DeliverySettings(
        int batchSamples, long batchMillis, int bufferedSamples, long firstBackoff, long longestBackoff) {

    /** How long to wait after so many failures in a row. */
    long backoff(int failures) {
        int doublings = Math.min(failures - 1, 30);
        return Math.min(longestBackoff, firstBackoff << doublings);
    }
}
