package io.fourinsight.camel;

import io.fourinsight.camel.login.ServiceSettings;
import io.fourinsight.camel.login.SessionSpecs;
import io.fourinsight.camel.login.UserSessionSpec;
import io.fourinsight.camel.observe.Tables;
import io.fourinsight.camel.operation.ConfigurationCheck;
import io.fourinsight.camel.operation.OperationOptions;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.options.Resource;
import io.fourinsight.camel.poll.Emitter;
import io.fourinsight.camel.poll.PollCommands;
import io.fourinsight.camel.poll.PollRequests;
import io.fourinsight.camel.poll.PollStatus;
import io.fourinsight.camel.poll.PolledRoute;
import io.fourinsight.camel.poll.Poller;
import io.fourinsight.camel.poll.Pollers;
import io.fourinsight.camel.route.RouteSessions;
import io.fourinsight.camel.route.RouteStarts;
import io.fourinsight.camel.runtime.ComponentRuntime;
import io.fourinsight.camel.runtime.HttpClients;
import io.fourinsight.client.rest.url.ApiPath;
import io.fourinsight.client.session.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import javax.management.openmbean.TabularData;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;

/**
 * Read time series, campaigns and other data of 4Insight and its DataReservoir.
 */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "fourinsight",
        title = "FourInsight",
        syntax = "fourinsight:resource",
        category = {Category.API, Category.IOT, Category.MONITORING},
        headersClass = FourInsightConstants.class)
@ManagedResource(description = "Managed FourInsight Endpoint")
public class FourInsightEndpoint extends ScheduledPollEndpoint
        implements EndpointServiceLocation, RouteStarts.Starting {

    private static final long DEFAULT_DELAY = 60_000;
    private static final int DEFAULT_BACKOFF = 5;

    @UriPath(description = "What to work with.", enums = "timeseries,metadata,campaigns,api,token,ping")
    @Metadata(required = true)
    private final Resource resource;

    @UriParam
    private final FourInsightConfiguration configuration;

    @UriParam(
            label = "consumer,scheduler",
            javaType = "java.time.Duration",
            defaultValue = "" + DEFAULT_DELAY,
            description = "Milliseconds before the next poll.")
    private long delay = DEFAULT_DELAY;

    @UriParam(
            label = "consumer,scheduler",
            defaultValue = "" + DEFAULT_BACKOFF,
            description =
                    "How many polls are left out after as many as backoffErrorThreshold have failed as a whole: for lack"
                            + " of a token, a search or the cursors. A series that fails backs off by itself.")
    private int backoffMultiplier = DEFAULT_BACKOFF;

    @UriParam(
            label = "consumer,scheduler",
            defaultValue = "1",
            description = "After how many polls that failed as a whole polls are left out.")
    private int backoffErrorThreshold = 1;

    private final PollStatus status = new PollStatus();
    private Set<String> written = Set.of();

    @SuppressWarnings("NullAway.Init") // the component checks the endpoint before it hands it over
    private ServiceSettings settings;

    @SuppressWarnings("NullAway.Init")
    private SessionSpecs logins;

    FourInsightEndpoint(
            String uri, FourInsightComponent component, Resource resource, FourInsightConfiguration configuration) {
        super(uri, component);
        this.resource = resource;
        this.configuration = configuration;
        setDelay(DEFAULT_DELAY);
        setBackoffMultiplier(DEFAULT_BACKOFF);
        setBackoffErrorThreshold(1);
    }

    /**
     * @param written the names of the options that the endpoint sets itself
     * @throws IllegalArgumentException if an option is missing or wrong, as far as that can be seen without a message
     */
    void check(Set<String> written) {
        this.written = written;
        preferWritten(written);
        ConfigurationCheck.check(resource, configuration);
        OperationOptions.check(resource, written, configuration);
        Service service = resource.service() == null ? configuration.getService() : resource.service();
        settings = ServiceSettings.resolve(service, configuration);
        logins = new SessionSpecs(settings, configuration, getComponent().getSessions());
        logins.interactive().ifPresent(user -> settings.authority(configuration));
        if (configuration.getHttpComponent() != null) {
            HttpClients.component(getCamelContext(), configuration.getHttpComponent());
        }
        if (resource == Resource.API && configuration.getPath() != null) {
            ApiPath.resolve(settings.url(), configuration.getPath(), configuration.getQuery());
        }
    }

    /** An endpoint's own series or group of series takes the place of either that the component has for all endpoints. */
    private void preferWritten(Set<String> written) {
        if (written.contains("series") && !written.contains("seriesId")) {
            configuration.setSeriesId(null);
        }
        if (written.contains("seriesId") && !written.contains("series")) {
            configuration.setSeries(null);
        }
    }

    /** What an exchange runs through; all producers of the component share its clients and sessions. */
    Processor processor() throws Exception {
        return processor(resource);
    }

    private Processor processor(Resource ofRequest) throws Exception {
        return getComponent().runtime().processor(ofRequest, settings, logins, configuration);
    }

    @Override
    public RouteSessions sessions() {
        return getComponent().runtime().sessions();
    }

    @Override
    public void signIn(Instant start) throws Exception {
        Optional<UserSessionSpec> user = logins.interactive();
        if (user.isPresent()) {
            getComponent().runtime().signIn(user.get(), start, settings, configuration);
        }
    }

    /** The reservoir only: the API has nothing that could be asked for without knowing more. */
    @Override
    public void ping(String route) throws Exception {
        if (settings.service() != Service.RESERVOIR) {
            return;
        }
        Exchange exchange = createExchange();
        exchange.getExchangeExtension().setFromRouteId(route);
        processor(Resource.PING).process(exchange);
    }

    @Override
    public Producer createProducer() {
        OperationOptions.checkProducer(resource, written, configuration);
        return new FourInsightProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        refuse("greedy", isGreedy(), "a consumer that is behind goes on at once by itself");
        refuse("repeatCount", getRepeatCount() > 0, "a poll that found nothing would be one of them");
        refuse("sendEmptyMessageWhenIdle", isSendEmptyMessageWhenIdle(), "a message without samples has no window");
        OperationOptions.checkConsumer(resource, written, configuration);
        // Camel makes consumers before it starts components
        Instant now = getComponent().clock().instant();
        if (resource == Resource.TIMESERIES) {
            Pollers.check(configuration, now);
        } else {
            Pollers.check(resource, configuration, settings.url(), now);
        }
        Consumer consumer = new FourInsightConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    private static void refuse(String option, boolean set, String reason) {
        if (set) {
            throw new IllegalArgumentException(
                    "option '" + option + "' is of no use: " + reason + "; allowed is its default");
        }
    }

    /** A series would be polled without a route whose completion moves the cursor. */
    @Override
    public PollingConsumer createPollingConsumer() {
        throw new UnsupportedOperationException("fourinsight: endpoints cannot be asked by pollEnrich or a consumer"
                + " template, which do not tell whether a window was delivered; use enrich with the same URI, or"
                + " from(\"fourinsight:…\")");
    }

    /** What a consumer polls with, in its route. */
    Poller poller(
            PolledRoute route,
            Duration interval,
            Emitter.Outlet outlet,
            BiConsumer<String, Throwable> failures,
            Executor executor)
            throws Exception {
        ComponentRuntime runtime = getComponent().runtime();
        if (resource != Resource.TIMESERIES) {
            PollRequests.OfCollection requests = runtime.collectionRequests(
                    resource, this::createExchange, route.id(), settings, logins, configuration);
            return runtime.pollers()
                    .poller(resource, configuration, route, interval, requests, outlet, failures, executor);
        }
        PollRequests requests =
                runtime.pollRequests(this::createExchange, route.id(), settings, logins, configuration, this::search);
        return runtime.pollers().poller(configuration, route, interval, requests, outlet, failures, executor);
    }

    /** Searches the series of the options, as an operation of the endpoint does. */
    private Processor search() throws Exception {
        FourInsightConfiguration search = configuration.copy();
        search.setStreaming(false);
        search.setRawBody(false);
        if (search.getCampaignId() == null) {
            search.setOperation("search");
            return getComponent().runtime().processor(Resource.TIMESERIES, settings, logins, search);
        }
        search.setOperation("timeseries");
        ServiceSettings api = ServiceSettings.resolve(Service.API, search);
        SessionSpecs specs = new SessionSpecs(api, search, getComponent().getSessions());
        return getComponent().runtime().processor(Resource.CAMPAIGNS, api, specs, search);
    }

    private PollCommands commands() {
        if (resource != Resource.TIMESERIES) {
            throw new UnsupportedOperationException("Only series come once more or are set back; for a collection store"
                    + " another cursor while its route is stopped");
        }
        return getComponent().runtime().pollers().commands(configuration, PolledRoute.of(this, null));
    }

    /** For the developer console: where each polled series stands. */
    List<Map<String, Object>> cursorRows() {
        return status.isPolling() ? status.rows(getComponent().runtime().clock().instant()) : List.of();
    }

    @ManagedOperation(description = "Where each series, or the collection, that this node polls stands")
    public TabularData cursors() {
        return Tables.of("cursors", cursorRows());
    }

    @ManagedOperation(
            description = "Emits the samples of a series from one time to before another once more; written like start")
    public String recover(String seriesId, String from, String to) {
        return commands().recover(seriesId, from, to);
    }

    @ManagedOperation(description = "Sets the cursor of a series back, so that everything since then comes again")
    public String rewind(String seriesId, String to) {
        return commands().rewind(seriesId, to);
    }

    /** How it goes with the consumer, over the stops and starts that a cluster makes. */
    PollStatus status() {
        return status;
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

    @Override
    public long getDelay() {
        return delay;
    }

    @Override
    public void setDelay(long delay) {
        super.setDelay(delay);
        this.delay = delay;
    }

    @Override
    public int getBackoffMultiplier() {
        return backoffMultiplier;
    }

    @Override
    public void setBackoffMultiplier(int backoffMultiplier) {
        super.setBackoffMultiplier(backoffMultiplier);
        this.backoffMultiplier = backoffMultiplier;
    }

    @Override
    public int getBackoffErrorThreshold() {
        return backoffErrorThreshold;
    }

    @Override
    public void setBackoffErrorThreshold(int backoffErrorThreshold) {
        super.setBackoffErrorThreshold(backoffErrorThreshold);
        this.backoffErrorThreshold = backoffErrorThreshold;
    }
}
