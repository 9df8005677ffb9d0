package io.fourinsight.camel.observe;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelTracingService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the tracer that Camel's own OpenTelemetry component uses, so that our spans are in its traces.
 *
 * <p>Without that component there is none, and this class alone may meet the absence of OpenTelemetry.
 */
final class SpanSource {

    private static final Logger LOG = LoggerFactory.getLogger(SpanSource.class);

    /** The packages of Camel's component, of the present one and of the one before. */
    private static final String OF_CAMEL = "org.apache.camel.opentelemetry";

    private SpanSource() {}

    /** Empty without OpenTelemetry, or if Camel makes no spans with it. */
    static Optional<Object> find(CamelContext context) {
        CamelTracingService tracing = context.hasService(CamelTracingService.class);
        if (tracing == null || !tracing.getClass().getName().startsWith(OF_CAMEL)) {
            return Optional.empty();
        }
        try {
            Tracer bean = context.getRegistry().findSingleByType(Tracer.class);
            return Optional.of(bean == null ? GlobalOpenTelemetry.getTracer("camel-fourinsight") : bean);
        } catch (NoClassDefFoundError e) {
            LOG.debug("There is no OpenTelemetry, so there are no spans: {}", e.toString());
            return Optional.empty();
        }
    }

    static Spans spans(Object tracer) {
        return new Spans((Tracer) tracer);
    }
}
