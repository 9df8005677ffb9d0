package io.fourinsight.camel.benchmark;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.measure.Rounds;
import io.fourinsight.camel.benchmark.measure.Rounds.Outcome;
import io.fourinsight.camel.benchmark.process.Camel;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.apache.camel.builder.RouteBuilder;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * A million samples to the end of a series, against a PUT of the same bytes with their MD5 by an HttpClient 5: values of
 * three decimals, as instruments give them, then such as a computation leaves behind. The latter also against writing them
 * as CSV into memory.
 */
final class UploadRow implements Row {

    private static final int SAMPLES = 1_000_000;
    private static final int WARM_UPS = 12;

    private static final int ROUNDS = 15;

    /** One takes a tenth of a second, which a collection of garbage makes twice as long. */
    private static final int TIMES = 5;

    /** All processors work on the digits of numbers, see docs/performance.md. */
    private static final double LONG_FLOOR = 0.2;

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
        try (Camel camel = new Camel(server.url(), routes);
                CloseableHttpClient client = HttpClients.createDefault()) {
            TimeSeries measured = series(camel, value -> Math.round(value * 1000) / 1e3);
            byte[] csv = write(measured);
            Outcome sent = Rounds.atLeast(
                    ROUNDS,
                    WARM_UPS,
                    () -> rate(() -> append(camel, measured)),
                    () -> rate(() -> put(client, server, csv)));
            report.row(name(), "samples/s", sent, Bar.atLeast(0.65));
            TimeSeries computed = series(camel, value -> value);
            byte[] longer = write(computed);
            Outcome all = Rounds.run(
                    WARM_UPS, () -> rate(() -> append(camel, computed)), () -> rate(() -> put(client, server, longer)));
            report.row(name() + "-17-digits", "samples/s", all, Bar.atLeast(LONG_FLOOR));
            Outcome written =
                    Rounds.run(WARM_UPS, () -> rate(() -> append(camel, computed)), () -> rate(() -> write(computed)));
            report.row(name() + "-memory", "samples/s", written, Bar.atLeast(0.6));
        }
    }

    private static TimeSeries series(Camel camel, DoubleUnaryOperator precision) {
        SplittableRandom random = new SplittableRandom(1);
        List<Sample> samples = new ArrayList<>(SAMPLES);
        double value = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            value += random.nextDouble() - 0.5;
            samples.add(new Sample(START + sample * 1_000_000L, precision.applyAsDouble(value)));
        }
        return camel.context().getTypeConverter().convertTo(TimeSeries.class, samples);
    }

    private static void append(Camel camel, TimeSeries series) {
        if (camel.template().requestBody("direct:upload", series, Map.class) == null) {
            throw new IllegalStateException("nothing was uploaded");
        }
    }

    private static void put(CloseableHttpClient client, ServerProcess server, byte[] csv) throws Exception {
        HttpPut request = new HttpPut(server.url() + "/blobs/uploads/plain");
        byte[] md5 = MessageDigest.getInstance("MD5").digest(csv);
        request.setHeader("Content-MD5", Base64.getEncoder().encodeToString(md5));
        request.setEntity(new ByteArrayEntity(csv, ContentType.TEXT_PLAIN));
        client.execute(request, response -> {
            EntityUtils.consume(response.getEntity());
            return null;
        });
    }

    private static byte[] write(TimeSeries series) {
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
        if (csv.size() < 20 * SAMPLES) {
            throw new IllegalStateException("only " + csv.size() + " bytes");
        }
        return csv.toByteArray();
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws Exception;
    }

    private static double rate(Writing writing) throws Exception {
        long started = System.nanoTime();
        for (int time = 0; time < TIMES; time++) {
            writing.run();
        }
        return (double) TIMES * SAMPLES * 1e9 / (System.nanoTime() - started);
    }
}
