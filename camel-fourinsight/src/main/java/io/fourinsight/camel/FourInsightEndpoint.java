package io.fourinsight.camel;

import io.fourinsight.camel.rest.ApiPath;
import io.fourinsight.camel.session.Service;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Read time series, campaigns and other data of 4Insight and its DataReservoir.
 */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "fourinsight",
        title = "FourInsight",
        syntax = "fourinsight:resource",
        category = {Category.API, Category.IOT, Category.MONITORING},
        producerOnly = true,
        headersClass = FourInsightConstants.class)
public class FourInsightEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

    @UriPath(description = "What to work with.")
    @Metadata(required = true)
    private final Resource resource;

    @UriParam
    private final FourInsightConfiguration configuration;

    private ServiceSettings settings;
    private Logins logins;

    FourInsightEndpoint(
            String uri, FourInsightComponent component, Resource resource, FourInsightConfiguration configuration) {
        super(uri, component);
        this.resource = resource;
        this.configuration = configuration;
    }

    /** @throws IllegalArgumentException if an option is missing or wrong, as far as that can be seen without a message */
    void check() {
        ConfigurationCheck.check(resource, configuration);
        Service service = resource.service() == null ? configuration.getService() : resource.service();
        settings = ServiceSettings.resolve(service, configuration);
        logins = new Logins(settings, configuration, getComponent().getSessions());
        logins.interactive().ifPresent(user -> settings.authority(configuration));
        if (configuration.getHttpComponent() != null) {
            HttpClients.component(getCamelContext(), configuration.getHttpComponent());
        }
        if (resource == Resource.api && configuration.getPath() != null) {
            ApiPath.resolve(settings.url(), configuration.getPath(), configuration.getQuery());
        }
    }

    /** What an exchange runs through; all producers of the component share its clients and sessions. */
    Processor processor() throws Exception {
        return getComponent().runtime().processor(resource, settings, logins, configuration);
    }

    /** Sees to it that a user is signed in when a route with this endpoint starts, if that is asked for. */
    void signIn(Instant start) throws Exception {
        Optional<UserLogin> user = logins.interactive();
        if (user.isPresent()) {
            getComponent().runtime().signIn(user.get(), start, settings, configuration);
        }
    }

    @Override
    public Producer createProducer() {
        return new FourInsightProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "fourinsight: endpoints can only be sent to, as in to(\"fourinsight:…\")");
    }

    @Override
    public FourInsightComponent getComponent() {
        return (FourInsightComponent) super.getComponent();
    }

    @Override
    public String getServiceUrl() {
        return settings.url().toString();
    }

    @Override
    public String getServiceProtocol() {
        return "rest";
    }

    public Resource getResource() {
        return resource;
    }

    public FourInsightConfiguration getConfiguration() {
        return configuration;
    }
}
