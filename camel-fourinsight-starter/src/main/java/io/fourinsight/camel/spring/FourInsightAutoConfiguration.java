package io.fourinsight.camel.spring;

import io.fourinsight.camel.FourInsightComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Binds {@code camel.component.fourinsight.*}, which Camel by itself does only for components that it knows.
 *
 * <p>{@code camel.component.fourinsight.enabled=false} turns it off, as with Camel's own starters.
 */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@ConditionalOnProperty(name = ComponentProperties.PREFIX + ".enabled", matchIfMissing = true)
public class FourInsightAutoConfiguration {

    /** Camel asks it to configure each component {@code fourinsight} that is made, before that one starts. */
    @Bean
    ComponentCustomizer fourInsightComponentCustomizer(ConfigurableEnvironment environment, CamelContext context) {
        ComponentProperties properties = new ComponentProperties(environment, context);
        return ComponentCustomizer.builder(FourInsightComponent.class).build(properties::bind);
    }
}
