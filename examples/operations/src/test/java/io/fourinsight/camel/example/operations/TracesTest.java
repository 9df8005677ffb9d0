package io.fourinsight.camel.example.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.FourInsightComponent;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The spans of requests, in the traces that Camel's OpenTelemetry component makes. */
class TracesTest {

    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<Long> RETRIES = AttributeKey.longKey("http.request.resend_count");

    /** Keeps what ended. */
    private static final class Memory implements SpanExporter {

        private final List<SpanData> spans = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    private final Memory memory = new Memory();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(memory))
            .build();
    private final Sandbox sandbox = Sandbox.start();
    private final CamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        camel.getRegistry().bind("tracer", provider.get("test"));
        camel.getRegistry().bind("propagators", ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        new OpenTelemetryTracer().init(camel);
        FourInsightComponent component = new FourInsightComponent();
        FourInsightConfiguration configuration = component.getConfiguration();
        configuration.setClientId(Sandbox.CLIENT_ID);
        configuration.setClientSecret(Sandbox.CLIENT_SECRET);
        configuration.setTokenUrl(sandbox.tokenUrl().toString());
        configuration.setApiUrl(sandbox.apiUrl().toString());
        configuration.setReservoirUrl(sandbox.reservoirUrl().toString());
        configuration.setRetryBackoff(Duration.ofMillis(1));
        camel.addComponent("fourinsight", component);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").routeId("list").to("fourinsight:campaigns");
                from("direct:read")
                        .routeId("read")
                        .to("fourinsight:timeseries?operation=data&seriesId=" + Sandbox.BERGEN
                                + "&start=2026-03-01&end=2026-03-05");
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        provider.close();
        sandbox.close();
    }

    private Exchange send(String route) {
        return camel.createFluentProducerTemplate().to("direct:" + route).send();
    }

    /** Those of requests, all of which are to be of one trace. */
    private List<SpanData> requests() {
        assertThat(memory.spans)
                .extracting(SpanData::getTraceId)
                .containsOnly(memory.spans.get(0).getTraceId());
        assertThat(memory.spans)
                .filteredOn(span -> !span.getParentSpanContext().isValid())
                .hasSize(1);
        return memory.spans.stream()
                .filter(span -> span.getKind() == SpanKind.CLIENT)
                .toList();
    }

    @Test
    void requestIsASpanBelowThatOfItsEndpointWithMethodHostStatusAndRetries() {
        sandbox.faults().answerNext(2, Sandbox.API_PATH, Response.of(503));
        assertThat(send("list").getException()).isNull();

        SpanData span = requests().get(0);
        Map<String, Object> attributes = new HashMap<>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
        assertThat(span.getName()).isEqualTo("GET campaigns.list");
        assertThat(span.getParentSpanContext().isValid()).isTrue();
        assertThat(attributes)
                .containsEntry("http.request.method", "GET")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("http.response.status_code", 200L)
                .containsEntry("http.request.resend_count", 2L)
                .containsEntry("fourinsight.service", "api");
    }

    @Test
    void failureIsAnErrorWithItsStatus() {
        sandbox.faults().answerNext(1, Sandbox.API_PATH, Response.of(404));
        assertThat(send("list").getException()).isNotNull();

        SpanData span = requests().get(0);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getAttributes().get(STATUS)).isEqualTo(404L);
        assertThat(span.getAttributes().get(RETRIES)).isNull();
    }

    @Test
    void daysThatOtherThreadsFetchAreOfTheSameTraceAndShowNoSignature() {
        assertThat(send("read").getException()).isNull();

        List<SpanData> requests = requests();
        assertThat(requests)
                .filteredOn(
                        span -> "blob".equals(span.getAttributes().get(AttributeKey.stringKey("fourinsight.service"))))
                .hasSize(4);
        assertThat(memory.spans.toString())
                .doesNotContain("sig=", "Bearer", Sandbox.CLIENT_SECRET)
                .doesNotContainPattern("[A-Za-z0-9_-]{300}");
    }
}
