package io.fourinsight.camel.example.karaf;

import io.fourinsight.camel.FourInsightComponent;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.DataFormatResolver;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.util.PropertiesHelper;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs the routes while its bundle is started and {@code etc/io.fourinsight.levels.cfg} is there; when that file changes,
 * with a new Camel context.
 *
 * <p>It waits for the Camel components that the routes use, so that the bundles may start in any order.
 */
@Component(
        configurationPid = "io.fourinsight.levels",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        reference = {
            @Reference(name = "fourinsight", service = ComponentResolver.class, target = "(component=fourinsight)"),
            @Reference(
                    name = "fourinsightCsv",
                    service = DataFormatResolver.class,
                    target = "(dataformat=fourinsightCsv)"),
            @Reference(name = "timer", service = ComponentResolver.class, target = "(component=timer)"),
            @Reference(name = "http", service = ComponentResolver.class, target = "(component=http)"),
            @Reference(name = "file", service = ComponentResolver.class, target = "(component=file)")
        })
public final class Levels {

    private static final String OPTIONS = "camel.component.fourinsight.";

    private final CamelContext context;

    /** @param settings those of the file, and some of OSGi's own */
    @Activate
    public Levels(BundleContext bundle, Map<String, Object> settings) throws Exception {
        context = new OsgiDefaultCamelContext(bundle);
        try {
            Properties placeholders = new Properties();
            placeholders.putAll(settings);
            context.getPropertiesComponent().setInitialProperties(placeholders);
            configureComponent(settings);
            context.addRoutes(new LevelsRoute());
            context.addRoutes(new InboxRoute());
            context.start();
        } catch (Exception e) {
            context.close();
            throw e;
        }
    }

    /**
     * Sets the options that Camel Main would set, by the same names.
     *
     * @throws IllegalArgumentException if there is no such option; without its value, which may be a misspelt secret
     */
    private void configureComponent(Map<String, Object> settings) {
        FourInsightComponent component = context.getComponent("fourinsight", FourInsightComponent.class);
        Map<String, Object> options = PropertiesHelper.extractProperties(settings, OPTIONS, false);
        PropertyBindingSupport.build()
                .withCamelContext(context)
                .withTarget(component)
                .withConfigurer(component.getComponentPropertyConfigurer())
                .withProperties(options)
                .withIgnoreCase(true)
                .withRemoveParameters(true)
                .bind();
        if (!options.isEmpty()) {
            throw new IllegalArgumentException("The component fourinsight has no option " + options.keySet());
        }
    }

    @Deactivate
    void stop() throws Exception {
        context.close();
    }
}
