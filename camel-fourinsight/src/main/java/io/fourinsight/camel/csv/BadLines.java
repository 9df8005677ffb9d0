package io.fourinsight.camel.csv;

import io.fourinsight.camel.csv.CsvFormatException.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the reading of a file at its first bad line, or counts bad lines and hands them over in batches. */
final class BadLines implements CsvRecords.Faults {

    static final int BATCH = 1_000;

    /** So much of a line is handed over: a batch of long ones must fit into memory. */
    private static final int LONGEST_TEXT = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(FourInsightCsvDataFormat.class);

    private final String file;
    private final CsvDialect dialect;
    private final @Nullable Consumer<List<Map<String, Object>>> receiver;
    private List<Map<String, Object>> batch = new ArrayList<>();
    private long count;
    private @Nullable Fault first;

    /** @param receiver null if nobody wants the lines */
    BadLines(String file, CsvDialect dialect, @Nullable Consumer<List<Map<String, Object>>> receiver) {
        this.file = file;
        this.dialect = dialect;
        this.receiver = receiver;
    }

    @Override
    public void bad(Fault fault, String text) throws IOException {
        if (!dialect.skipBad()) {
            throw new CsvFormatException(file, fault);
        }
        first = first == null ? fault : first;
        if (++count > dialect.maxBadLines()) {
            handOver();
            throw new CsvFormatException(
                    file,
                    new Fault(
                            fault.line,
                            fault.column,
                            "maxBadLines",
                            "more than " + dialect.maxBadLines() + " bad lines, this one because: " + fault.getMessage()
                                    + "; the first was line " + first.line + ": " + first.getMessage(),
                            fault));
        }
        if (receiver != null) {
            batch.add(row(fault, text));
            if (batch.size() == BATCH) {
                handOver();
            }
        }
    }

    private Map<String, Object> row(Fault fault, String text) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("file", file);
        row.put("line", fault.line);
        row.put("column", fault.column == null ? "" : fault.column);
        row.put("reason", String.valueOf(fault.getMessage()));
        row.put("text", text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
        return row;
    }

    private void handOver() {
        if (receiver != null && !batch.isEmpty()) {
            List<Map<String, Object>> full = batch;
            batch = new ArrayList<>();
            receiver.accept(full);
        }
    }

    /** The file has been read. */
    void end() {
        handOver();
        if (first != null) {
            LOG.warn(
                    "{}: {} bad lines passed over, the first is line {}: {}",
                    file,
                    count,
                    first.line,
                    first.getMessage());
        }
    }
}
