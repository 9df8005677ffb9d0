package io.fourinsight.camel.csv;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.testing.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads a file of eight columns, made while it is read, to seven streams, in a process with little memory. */
final class CsvSpoolChild {

    private CsvSpoolChild() {}

    /** @param args how many lines the file has */
    public static void main(String[] args) throws Exception {
        CsvRig rig = new CsvRig(format -> {
            format.setStreaming(true);
            format.setColumns("a=1,b=2,c=3,d=4,e=5,f=6,g=7");
        });
        List<TimeSeriesStream> streams = CsvRig.list(rig.body(new Made(Long.parseLong(args[0]))));
        Set<Long> samples = new TreeSet<>();
        for (TimeSeriesStream stream : streams) {
            long count = 0;
            for (TimeSeries piece : stream) {
                count += piece.size();
            }
            samples.add(count);
        }
        ChildJvm.say(streams.size() + " series, each of "
                + samples.stream()
                        .map(String::valueOf)
                        .reduce((a, b) -> a + " or " + b)
                        .orElseThrow() + " samples");
    }

    /** Lines of 83 bytes, a millisecond apart. */
    private static final class Made extends InputStream {

        private static final long BEGIN = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

        private final long lines;
        private byte[] line = "time,a,b,c,d,e,f,g\n".getBytes(StandardCharsets.UTF_8);
        private int at;
        private long count;

        Made(long lines) {
            this.lines = lines;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int written = 0;
            while (written < length && (at < line.length || next())) {
                int part = Math.min(length - written, line.length - at);
                System.arraycopy(line, at, target, offset + written, part);
                at += part;
                written += part;
            }
            return written == 0 ? -1 : written;
        }

        private boolean next() {
            if (count == lines) {
                return false;
            }
            String time = Instant.ofEpochMilli(BEGIN + count).toString();
            String padded = time.length() == 20 ? time.replace("Z", ".000Z") : time;
            long value = 1_000 + count++ % 9_000;
            line = (padded + (",1." + value).repeat(6) + "," + (100_000_000_000_000L + value) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
            at = 0;
            return true;
        }
    }
}
