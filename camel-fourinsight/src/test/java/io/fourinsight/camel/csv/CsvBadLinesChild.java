package io.fourinsight.camel.csv;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.testing.ChildJvm;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Passes over bad lines, made while they are read, in a process with little memory. */
final class CsvBadLinesChild {

    private CsvBadLinesChild() {}

    /** @param args how many lines are bad, of every kind that a line can have */
    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(FourInsightCsvDataFormat.class))
                .setLevel(Level.ERROR); // else it says how many
        FourInsightCsvDataFormat format = new FourInsightCsvDataFormat();
        format.setOnBadLine("skip");
        format.setMaxBadLines(Integer.MAX_VALUE);
        CsvDialect dialect = CsvDialect.of(format);
        long[] handedOver = new long[1];
        BadLines bad = new BadLines("log.csv", dialect, batch -> handedOver[0] += batch.size());
        List<TimeSeries> series =
                new CsvReading("log.csv", dialect, bad).read(new Made(Long.parseLong(args[0])), MemoryColumns::new);
        ChildJvm.say(series.get(0).size() + " samples, " + handedOver[0] + " bad lines");
    }

    /** A good line, and then bad ones in turn. */
    private static final class Made extends InputStream {

        private static final byte[] GOOD = "2026-01-01T00:00:00Z,1\n".getBytes(StandardCharsets.UTF_8);

        private static final byte[][] BAD = {
            "not a time,1\n".getBytes(StandardCharsets.UTF_8),
            "2026-01-02T00:00:00Z,1,2\n".getBytes(StandardCharsets.UTF_8),
            "2026-01-02T00:00:00Z,\"1\"x\n".getBytes(StandardCharsets.UTF_8),
            "2025-01-01T00:00:00Z,7\n".getBytes(StandardCharsets.UTF_8),
            "2026-01-02T00:00:00Z,\u00b0\n".getBytes(StandardCharsets.ISO_8859_1),
        };

        private final long lines;
        private byte[] line = GOOD;
        private int at;
        private long count;

        Made(long lines) {
            this.lines = lines;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (at == line.length) {
                if (count == lines) {
                    return -1;
                }
                line = BAD[(int) (count++ % BAD.length)];
                at = 0;
            }
            int part = Math.min(length, line.length - at);
            System.arraycopy(line, at, target, offset, part);
            at += part;
            return part;
        }
    }
}
