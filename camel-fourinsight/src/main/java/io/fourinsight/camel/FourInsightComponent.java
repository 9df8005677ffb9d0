package io.fourinsight.camel;

import io.fourinsight.camel.observe.ComponentView;
import io.fourinsight.camel.observe.FourInsightDevConsole;
import io.fourinsight.camel.observe.SessionRow;
import io.fourinsight.camel.observe.Tables;
import io.fourinsight.camel.operation.ConfigurationCheck;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.Resource;
import io.fourinsight.camel.options.SessionCredentials;
import io.fourinsight.camel.poll.cursor.CursorRepositories;
import io.fourinsight.camel.runtime.ComponentRuntime;
import io.fourinsight.camel.runtime.CredentialReload;
import io.fourinsight.camel.runtime.RuntimeServices;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.management.openmbean.TabularData;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/** The component {@code fourinsight}: 4Insight and its DataReservoir of time series. */
@Component("fourinsight")
@ManagedResource(description = "Managed FourInsight Component")
public class FourInsightComponent extends HealthCheckComponent implements FourInsightDevConsole.Visible {

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

    @Metadata(
            label = "health",
            defaultValue = "false",
            description =
                    "Whether the health check of a route also asks the reservoir whether it is there and accepts the token.")
    private boolean healthCheckPing;

    private final RuntimeServices services;
    private final CursorRepositories cursors = new CursorRepositories();
    private final CheckedConfigurer options = new CheckedConfigurer(new FourInsightComponentConfigurer());
    private final CheckedConfigurer endpointOptions = new CheckedConfigurer(new FourInsightEndpointConfigurer());
    private ComponentRuntime runtime;
    private CredentialReload reload;

    public FourInsightComponent() {
        this(null, RuntimeServices.real());
    }

    public FourInsightComponent(CamelContext context) {
        this(context, RuntimeServices.real());
    }

    FourInsightComponent(@Nullable CamelContext context, RuntimeServices services) {
        super(context);
        this.services = services;
    }

    /** So that a plus can be told from a blank, see {@link EndpointUri}. */
    @Override
    public boolean useRawUri() {
        return true;
    }

    /** Camel cannot add options to such a URI if it has none, so it gets one that stands for nothing. */
    @Override
    public Endpoint createEndpoint(String uri, Map<String, Object> properties) throws Exception {
        boolean bare = properties != null && !properties.isEmpty() && uri.indexOf('?') < 0;
        return super.createEndpoint(bare ? uri + EndpointUri.NO_OPTION : uri, properties);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        EndpointUri written = new EndpointUri(uri);
        written.decode(parameters);
        FourInsightEndpoint endpoint =
                new FourInsightEndpoint(written.normalized(), this, Resource.parse(remaining), configuration.copy());
        Set<String> options = Set.copyOf(parameters.keySet());
        ConfigurationCheck.checkDurations(parameters);
        setProperties(endpoint, parameters);
        Set<String> unknown = new HashSet<>(parameters.keySet());
        unknown.removeIf(name -> name.indexOf('.') >= 0); // those of a scheduler are not known here
        if (!unknown.isEmpty()) {
            throw OptionNames.unknownOfEndpoint(unknown);
        }
        // Here and not when it starts, so that a mistake fails the route's building and names its URI.
        endpoint.check(options);
        return endpoint;
    }

    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return options;
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return endpointOptions;
    }

    @Override
    protected void doStart() throws Exception {
        options.check();
        OptionNames.checkSessions(sessions);
        super.doStart();
        runtime = new ComponentRuntime(
                getCamelContext(),
                services,
                cursors,
                maxSessions,
                isHealthCheckProducerEnabled(),
                isHealthCheckConsumerEnabled(),
                healthCheckPing);
        reload = new CredentialReload(this, configuration, sessions);
        getCamelContext().getManagementStrategy().addEventNotifier(reload);
        ServiceHelper.startService(cursors, runtime, reload);
    }

    @Override
    protected void doStop() throws Exception {
        getCamelContext().getManagementStrategy().removeEventNotifier(reload);
        ServiceHelper.stopService(reload, runtime, cursors);
        super.doStop();
    }

    public ComponentRuntime runtime() {
        return runtime;
    }

    Clock clock() {
        return services.clock();
    }

    @Override
    public ComponentView view() {
        return runtime.view();
    }

    @ManagedAttribute(description = "Sessions now, of all routes")
    public int getSessionCount() {
        return view().sessions().size();
    }

    @ManagedAttribute(description = "Sessions without a usable token whose last refresh failed, or that need a sign-in")
    public long getFailingSessionCount() {
        return view().sessions().stream().filter(SessionRow::isFailing).count();
    }

    @ManagedOperation(description = "State, time to expiry, refreshes and last error of each session")
    public TabularData sessionTable() {
        return Tables.of("sessions", view().sessionRows());
    }

    @ManagedOperation(description = "Reads and uploads under way: samples, bytes, since when")
    public TabularData workTable() {
        return Tables.of("work", view().workRows());
    }

    @ManagedOperation(description = "Requests since the start by service, operation and outcome")
    public TabularData requestTable() {
        return Tables.of("requests", view().requestRows());
    }

    @ManagedOperation(description = "Samples, bytes, refreshes, retries, uploads and cache hits since the start")
    public TabularData countTable() {
        return Tables.of("counts", view().countRows());
    }

    @ManagedOperation(description = "Leased, idle and most connections of each HTTP client")
    public TabularData connectionTable() {
        return Tables.of("connections", view().poolRows());
    }

    @ManagedOperation(description = "Bytes of each disk cache")
    public TabularData cacheTable() {
        return Tables.of("caches", view().cacheRows());
    }

    @ManagedOperation(
            description =
                    "Gets a new token for the sessions of a route with a key; the present one stays in use meanwhile")
    public String refreshSession(String route, String sessionKey) {
        return view().refresh(route, sessionKey);
    }

    @ManagedOperation(description = "Drops the sessions of a route with a key; the next exchange begins a new one")
    public void forgetSession(String route, String sessionKey) {
        view().forget(route, sessionKey);
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

    public boolean isHealthCheckPing() {
        return healthCheckPing;
    }

    public void setHealthCheckPing(boolean healthCheckPing) {
        this.healthCheckPing = healthCheckPing;
    }

    public int getMaxSessions() {
        return maxSessions;
    }

    public void setMaxSessions(int maxSessions) {
        this.maxSessions = maxSessions;
    }
}
