package io.fourinsight.camel;

import io.fourinsight.camel.ComponentRuntime.Surroundings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.service.ServiceHelper;

/** The component {@code fourinsight}: 4Insight and its DataReservoir of time series. */
@Component("fourinsight")
public class FourInsightComponent extends DefaultComponent {

    @Metadata(description = "The options that all endpoints start from.")
    private FourInsightConfiguration configuration = new FourInsightConfiguration();

    @Metadata(
            label = "security",
            secret = true,
            description =
                    "Credentials per session key, each a clientId and a clientSecret. If any are given, only their"
                            + " keys are allowed.")
    private Map<String, SessionCredentials> sessions = new LinkedHashMap<>();

    @Metadata(
            label = "advanced",
            defaultValue = "1000",
            description =
                    "How many sessions a route may have; if there are more, the one that was not used for longest is forgotten.")
    private int maxSessions = 1000;

    private final Surroundings surroundings;
    private ComponentRuntime runtime;

    public FourInsightComponent() {
        this(null);
    }

    public FourInsightComponent(CamelContext context) {
        this(context, Surroundings.real());
    }

    FourInsightComponent(CamelContext context, Surroundings surroundings) {
        super(context);
        this.surroundings = surroundings;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        FourInsightEndpoint endpoint =
                new FourInsightEndpoint(uri, this, Resource.parse(remaining), configuration.copy());
        setProperties(endpoint, parameters);
        // Here and not when it starts, so that a mistake fails the route's building and names its URI.
        endpoint.check();
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        runtime = new ComponentRuntime(getCamelContext(), surroundings, maxSessions);
        ServiceHelper.startService(runtime);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(runtime);
        super.doStop();
    }

    ComponentRuntime runtime() {
        return runtime;
    }

    public FourInsightConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(FourInsightConfiguration configuration) {
        this.configuration = configuration;
    }

    public Map<String, SessionCredentials> getSessions() {
        return sessions;
    }

    public void setSessions(Map<String, SessionCredentials> sessions) {
        this.sessions = sessions;
    }

    public int getMaxSessions() {
        return maxSessions;
    }

    public void setMaxSessions(int maxSessions) {
        this.maxSessions = maxSessions;
    }
}
