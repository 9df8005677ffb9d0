package io.fourinsight.camel.servers;

import static io.fourinsight.client.testing.Eventually.holds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fourinsight.camel.FourInsightComponent;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.client.reservoir.TimeSeries;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kubernetes.KubernetesConfiguration;
import org.apache.camel.component.kubernetes.cluster.KubernetesClusterService;
import org.apache.camel.component.kubernetes.cluster.LeaseResourceType;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two pods with the same consumer under {@code master:}; a lease of Kubernetes says which one of them polls. */
class KubernetesLeaseTest {

    private static final String NAMESPACE = "offshore";
    private static final String SERIES = "deck";

    /** Told of each request otherwise; kept here, since loggers are forgotten with what was set. */
    private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

    static {
        REQUESTS.setLevel(Level.WARNING);
    }

    /** An API server that can be told to refuse all that it is asked. */
    private static final class ApiServer extends KubernetesCrudDispatcher {

        private volatile boolean refuses;

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            return refuses ? new MockResponse().setResponseCode(403) : super.dispatch(request);
        }
    }

    /** Goes by itself until it is stopped, so that the series ends. */
    private static final class StoppableClock extends Clock {

        private volatile Instant stopped;

        void stop() {
            stopped = instant();
        }

        @Override
        public Instant instant() {
            Instant end = stopped;
            return end == null ? Instant.now() : end;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** A pod: a Camel context, and what its route has received. */
    private final class Node implements AutoCloseable {

        private final String name;
        private final CamelContext context = new DefaultCamelContext();
        private final KubernetesClusterService cluster;
        private final AtomicInteger windows = new AtomicInteger();

        Node(String name, LeaseResourceType type) throws Exception {
            this.name = name;
            this.cluster = cluster(context, name, type);
            kubernetes.pods().inNamespace(NAMESPACE).resource(readyPod(name)).create();
            context.addService(cluster);
            context.addComponent("fourinsight", component());
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("master:levels:fourinsight:timeseries?operation=data&seriesId=" + SERIES
                                    + "&initialStart=2026-01-01&lag=0s&delay=20&initialDelay=0&cursorUsername=sa"
                                    + "&cursorUrl=jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/mem:cursors")
                            .routeId("levels")
                            .process(Node.this::note);
                }
            });
            context.start();
        }

        private void note(Exchange exchange) {
            TimeSeries body = exchange.getMessage().getBody(TimeSeries.class);
            for (int i = 0; i < body.size(); i++) {
                received.put(body.timestamp(i), body.number(i));
            }
            windows.incrementAndGet();
        }

        void polls(int more) {
            int before = windows.get();
            holds(() -> windows.get() >= before + more, name + " polls");
        }

        /** As Kubernetes takes it down: the process ends, and then its pod is gone. */
        @Override
        public void close() {
            context.stop();
            kubernetes.pods().inNamespace(NAMESPACE).withName(name).delete();
        }
    }

    private final StoppableClock clock = new StoppableClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final NavigableMap<Long, Double> received = new ConcurrentSkipListMap<>();
    private final ApiServer apiServer = new ApiServer();
    private final KubernetesMockServer api =
            new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), apiServer, false);
    private KubernetesClient kubernetes;
    private Server database;

    @BeforeEach
    void start() throws Exception {
        sandbox.addGrowingSeries(SERIES, Growth.from(clock.instant(), Duration.ofMillis(20), Duration.ofMillis(400)));
        database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        api.init(InetAddress.getLoopbackAddress(), 0);
        kubernetes = api.createClient();
    }

    @AfterEach
    void stop() {
        kubernetes.close();
        api.destroy();
        database.stop();
        sandbox.close();
    }

    private static Pod readyPod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("app", "levels")
                .endMetadata()
                .withNewStatus()
                .withPhase("Running")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }

    /** By the names that its properties have in a configuration; Camel's own times are 15, 10 and 2 seconds. */
    private KubernetesClusterService cluster(CamelContext context, String pod, LeaseResourceType type) {
        KubernetesConfiguration configuration = new KubernetesConfiguration();
        configuration.setMasterUrl(api.url("/"));
        KubernetesClusterService cluster = new KubernetesClusterService(configuration);
        PropertyBindingSupport.build()
                .withCamelContext(context)
                .withTarget(cluster)
                .withProperty("namespace", NAMESPACE)
                .withProperty("podName", pod)
                .withProperty("clusterLabels[app]", "levels")
                .withProperty("leaseResourceType", type.name())
                .withProperty("leaseDurationMillis", "500")
                .withProperty("renewDeadlineMillis", "400")
                .withProperty("retryPeriodMillis", "50")
                .withMandatory(true)
                .bind();
        return cluster;
    }

    private FourInsightComponent component() {
        FourInsightConfiguration configuration = new FourInsightConfiguration();
        configuration.setClientId(Sandbox.CLIENT_ID);
        configuration.setClientSecret(Sandbox.CLIENT_SECRET);
        configuration.setTokenUrl(sandbox.tokenUrl().toString());
        configuration.setReservoirUrl(sandbox.reservoirUrl().toString());
        FourInsightComponent component = new FourInsightComponent();
        component.setConfiguration(configuration);
        return component;
    }

    private void nothingIsMissing() {
        clock.stop();
        NavigableMap<Long, Double> all = new TreeMap<>(sandbox.samples(SERIES));
        holds(() -> received.equals(all), "all samples have come");
        assertThat(all).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource
    void podThatGoesOnAfterTheLeaderHasEndedMissesNothing(LeaseResourceType type) throws Exception {
        Node first = new Node("levels-1", type);
        first.polls(3);
        try (Node second = new Node("levels-2", type)) {
            first.polls(4);
            assertThat(second.windows)
                    .as("windows of the pod that does not lead")
                    .hasValue(0);

            first.close();
            second.polls(4);

            nothingIsMissing();
        }
    }

    @Test
    void leaderThatLosesItsLeaseStopsPolling() throws Exception {
        try (Node first = new Node("levels-1", LeaseResourceType.Lease)) {
            first.polls(3);
            try (Node second = new Node("levels-2", LeaseResourceType.Lease)) {
                giveLeaseTo("levels-2");
                second.polls(3);
                int windows = first.windows.get();
                second.polls(4);

                assertThat(first.windows)
                        .as("windows of the pod that does not lead any more")
                        .hasValue(windows);
                nothingIsMissing();
            }
        }
    }

    private void giveLeaseTo(String pod) {
        kubernetes
                .leases()
                .inNamespace(NAMESPACE)
                .withName("leaders-levels")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"holderIdentity\":\"" + pod + "\"}}");
    }

    /** With a {@code Lease} it would not: Camel gives up for good if it cannot renew one. */
    @Test
    void leaderThatTheApiServerRefusesForAWhileStopsPollingOnlyForThatLong() throws Exception {
        try (Node only = new Node("levels-1", LeaseResourceType.ConfigMap)) {
            only.polls(3);
            apiServer.refuses = true;
            holds(() -> !only.cluster.isLeader("levels"), "it has lost its leadership");
            apiServer.refuses = false;
            only.polls(4);

            nothingIsMissing();
        }
    }
}
