package io.fourinsight.camel.benchmark.baseline;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import io.fourinsight.camel.benchmark.server.DayCsv;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The floor of reading: digest and parse bytes that are already there, into arrays that are just long enough. */
public final class MemoryParse {

    private long checksum;

    public void run(List<byte[]> files) throws NoSuchAlgorithmException {
        for (byte[] file : files) {
            checksum += MessageDigest.getInstance("MD5").digest(file)[0];
            parse(file);
        }
        if (checksum == Long.MIN_VALUE) {
            throw new IllegalStateException("keeps the compiler from leaving it all out");
        }
    }

    private void parse(byte[] csv) {
        int lines = DayCsv.LINES;
        long[] timestamps = new long[lines];
        double[] values = new double[lines];
        int line = 0;
        int at = 0;
        while (at < csv.length) {
            long timestamp = 0;
            while (csv[at] != ',') {
                timestamp = timestamp * 10 + csv[at++] - '0';
            }
            int from = ++at;
            while (csv[at] != '\n') {
                at++;
            }
            timestamps[line] = timestamp;
            values[line++] = JavaDoubleParser.parseDouble(csv, from, at - from);
            at++;
        }
        checksum += timestamps[line - 1] + (long) values[line - 1];
    }
}
