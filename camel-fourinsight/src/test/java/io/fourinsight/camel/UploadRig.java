package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.runtime.RuntimeServices;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.client.reservoir.TimeSeries;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;

/** A sandbox and a context for uploads, whose pauses take no time. */
final class UploadRig implements AutoCloseable {

    static final String CREATE = "fourinsight:timeseries?operation=create";
    static final String APPEND = "fourinsight:timeseries?operation=append";
    static final long NOON = 1_772_366_400_000_000_000L;

    /** Bytes of a block. */
    static final int BLOCK = 4 * 1024 * 1024;

    /** Some more samples than fit into a block. */
    static final int MANY = 200_000;

    final Sandbox sandbox = Sandbox.start();
    final SteppedClock clock = new SteppedClock();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final SandboxContext context = new SandboxContext(
            sandbox, new FourInsightComponent(null, new RuntimeServices(clock, new Random(1), pauses::add)));

    /** Routes {@code direct:create}, {@code direct:append} and {@code direct:data}. */
    UploadRig start(String options) throws Exception {
        context.route("create", CREATE + options);
        context.route("append", APPEND + options);
        context.route("data", "fourinsight:timeseries?operation=data");
        return this;
    }

    /** An upload that succeeds. */
    Exchange upload(String route, Object body, Object... headers) {
        Exchange exchange = context.sendBody(route, body, headers);
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    String create(Object body) {
        return upload("create", body).getMessage().getHeader(FourInsightConstants.RESULT_SERIES_ID, String.class);
    }

    Exchange append(String seriesId, Object body) {
        return context.sendBody("append", body, FourInsightConstants.SERIES_ID, seriesId);
    }

    TimeSeries data(String seriesId) {
        return upload("data", null, FourInsightConstants.SERIES_ID, seriesId)
                .getMessage()
                .getBody(TimeSeries.class);
    }

    /** What was asked of the reservoir and the blob store, without their hosts, ids and signatures. */
    List<String> steps() {
        return sandbox.requests().last().stream()
                .filter(request -> request.isUnder(Sandbox.RESERVOIR_PATH) || request.isUnder(Sandbox.BLOB_PATH))
                .map(UploadRig::step)
                .toList();
    }

    private static String step(Request request) {
        String component = request.rawQuery() == null || !request.rawQuery().contains("comp=")
                ? ""
                : request.rawQuery().replaceAll(".*comp=(\\w+).*", "?$1");
        return request.method() + " "
                + request.path()
                        .replace(Sandbox.RESERVOIR_PATH, "")
                        .replace(Sandbox.BLOB_PATH, "")
                        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "*")
                + component;
    }

    List<Request> puts() {
        return sandbox.requests().last().stream()
                .filter(request -> request.isUnder(Sandbox.UPLOAD_PATH))
                .toList();
    }

    /** A series of so many samples from noon on, one a second. */
    static TimeSeries series(int samples) {
        return TimeSeries.of(
                null,
                LongStream.range(0, samples).map(i -> NOON + i * 1_000_000_000).toArray(),
                LongStream.range(0, samples).mapToDouble(i -> i / 8.0).toArray());
    }

    @Override
    public void close() {
        context.close();
        sandbox.close();
    }
}
