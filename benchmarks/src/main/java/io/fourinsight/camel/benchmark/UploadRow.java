package io.fourinsight.camel.benchmark;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.fourinsight.camel.benchmark.Rounds.Outcome;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.camel.builder.RouteBuilder;

/** A million samples to the end of a series, against writing them as CSV into memory. */
final class UploadRow implements Row {

    private static final int SAMPLES = 1_000_000;
    private static final int WARM_UPS = 5;
    private static final long START = 1_750_000_000_000_000_000L;

    @Override
    public String name() {
        return "upload";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:upload").to("fourinsight:timeseries?operation=append&seriesId=uploaded");
            }
        };
        try (Camel camel = new Camel(server.url(), routes)) {
            TimeSeries series = series(camel);
            Outcome outcome =
                    Rounds.run(WARM_UPS, () -> rate(() -> append(camel, series)), () -> rate(() -> write(series)));
            report.row(name(), "samples/s", outcome, Bar.atLeast(0.6));
        }
    }

    private static TimeSeries series(Camel camel) {
        SplittableRandom random = new SplittableRandom(1);
        List<Sample> samples = new ArrayList<>(SAMPLES);
        double value = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            value += random.nextDouble() - 0.5;
            samples.add(new Sample(START + sample * 1_000_000L, value));
        }
        return camel.context().getTypeConverter().convertTo(TimeSeries.class, samples);
    }

    private static void append(Camel camel, TimeSeries series) {
        if (camel.template().requestBody("direct:upload", series, Map.class) == null) {
            throw new IllegalStateException("nothing was uploaded");
        }
    }

    private static void write(TimeSeries series) {
        ByteArrayOutputStream csv = new ByteArrayOutputStream(40 * SAMPLES);
        byte[] line = new byte[64];
        for (int sample = 0; sample < series.size(); sample++) {
            int length = NumberOutput.outputLong(series.timestamp(sample), line, 0);
            line[length++] = ',';
            byte[] value = NumberOutput.toString(series.number(sample), true).getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(value, 0, line, length, value.length);
            length += value.length;
            line[length++] = '\n';
            csv.write(line, 0, length);
        }
        if (csv.size() < 30 * SAMPLES) {
            throw new IllegalStateException("only " + csv.size() + " bytes");
        }
    }

    @FunctionalInterface
    private interface Writing {
        void run();
    }

    private static double rate(Writing writing) {
        long started = System.nanoTime();
        writing.run();
        return SAMPLES * 1e9 / (System.nanoTime() - started);
    }
}
