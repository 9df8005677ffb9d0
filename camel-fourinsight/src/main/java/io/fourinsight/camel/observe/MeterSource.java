package io.fourinsight.camel.observe;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the registry of meters of a context: that of camel-micrometer, of Spring Boot or Quarkus, or a bean of the user.
 *
 * <p>Without Micrometer on the class path there is none; this class alone may meet its absence.
 */
final class MeterSource {

    private static final Logger LOG = LoggerFactory.getLogger(MeterSource.class);

    /** Under which camel-micrometer puts its registry. */
    private static final String BEAN = "metricsRegistry";

    private MeterSource() {}

    /** Empty without Micrometer, or without a registry. */
    static Optional<Object> find(CamelContext context) {
        try {
            MeterRegistry named = context.getRegistry().lookupByNameAndType(BEAN, MeterRegistry.class);
            return Optional.ofNullable(
                    named == null ? context.getRegistry().findSingleByType(MeterRegistry.class) : named);
        } catch (NoClassDefFoundError e) {
            LOG.debug("There is no Micrometer, so there are no meters: {}", e.toString());
            return Optional.empty();
        }
    }

    static Meters meters(Object registry, ToDoubleFunction<String> secondsToExpiry) {
        return new Meters((MeterRegistry) registry, secondsToExpiry);
    }
}
