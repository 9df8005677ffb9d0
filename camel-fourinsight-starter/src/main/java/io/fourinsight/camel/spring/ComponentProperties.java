package io.fourinsight.camel.spring;

import io.fourinsight.camel.FourInsightComponent;
import io.fourinsight.camel.OptionNames;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The properties of an application that are options of the component, bound by Spring Boot's rules with Camel's values.
 *
 * <p>Names are relaxed, as in any Spring Boot application, and one that is no option is an error. Values may hold
 * placeholders of Spring and of Camel, and a time may be all that Camel takes for one, such as {@code 1m30s}.
 */
final class ComponentProperties {

    static final String PREFIX = "camel.component.fourinsight";

    private final ConfigurableEnvironment environment;
    private final CamelContext context;

    ComponentProperties(ConfigurableEnvironment environment, CamelContext context) {
        this.environment = environment;
        this.context = context;
    }

    /**
     * Sets on a component what the application has properties for, and leaves the rest as it is.
     *
     * @throws IllegalArgumentException naming the properties that are not options
     * @throws BindException naming the property whose value is none that the option can have
     */
    void bind(FourInsightComponent component) {
        try {
            bindAll(binder(), component);
        } catch (BindException e) {
            if (e.getCause() instanceof UnboundConfigurationPropertiesException unbound) {
                // Without a cause: Spring Boot would report its own with the values, and a misspelt secret is a secret.
                throw OptionNames.unknownOfComponent(names(unbound));
            }
            throw e;
        }
    }

    /**
     * Options are flat for their writers, but most are in the component's configuration. So a property is one too many
     * only if it is still left over when the last of the three is bound.
     */
    private static void bindAll(Binder binder, FourInsightComponent component) {
        BindHandler last = new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
        BindHandler first = new AbstractBindHandler(last) {
            @Override
            public void onFinish(
                    ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
                // what is left over may be for the next
            }
        };
        binder.bind(PREFIX + ".enabled", Bindable.of(Boolean.class), first);
        binder.bind(PREFIX, Bindable.ofInstance(component.getConfiguration()), first);
        binder.bind(PREFIX, Bindable.ofInstance(component), last);
    }

    private static List<String> names(UnboundConfigurationPropertiesException unbound) {
        return unbound.getUnboundProperties().stream()
                .map(property -> property.getName().toString())
                .toList();
    }

    private Binder binder() {
        GenericConversionService camelDurations = new GenericConversionService();
        camelDurations.addConverter(
                String.class, Duration.class, text -> context.getTypeConverter().convertTo(Duration.class, text));
        return new Binder(
                ConfigurationPropertySources.get(environment),
                placeholders(),
                List.of(camelDurations, ApplicationConversionService.getSharedInstance()),
                null,
                null,
                null);
    }

    /** Spring's {@code ${…}} first, for what it stands for may have Camel's {@code {{…}}} in it. Both fail without a value. */
    private PlaceholdersResolver placeholders() {
        return value -> value instanceof String text
                ? context.resolvePropertyPlaceholders(environment.resolveRequiredPlaceholders(text))
                : value;
    }
}
