package io.fourinsight.camel.quarkus.deployment;

import io.fourinsight.camel.options.SessionCredentials;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import io.fourinsight.client.reservoir.TimeSeriesTable;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.IndexDependencyBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedClassBuildItem;
import java.lang.reflect.Modifier;
import java.util.stream.Stream;

/**
 * What Quarkus has to know of the component when it builds an application.
 *
 * <p>Most follows from the index: Camel's extensions find the component, its endpoint, configurers and type converters,
 * and Jackson's finds the serializer of a series. Here is the rest, which matters to native executables only.
 */
final class FourInsightProcessor {

    private static final String FEATURE = "camel-fourinsight";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    /** The jar has an index of its own; said again for one that was repackaged without it. */
    @BuildStep
    IndexDependencyBuildItem component() {
        return new IndexDependencyBuildItem("io.fourinsight.camel", "camel-fourinsight");
    }

    /** The client knows nothing of Camel, and has no index. */
    @BuildStep
    IndexDependencyBuildItem client() {
        return new IndexDependencyBuildItem("io.fourinsight.camel", "fourinsight-client");
    }

    /** The services answer by https only. */
    @BuildStep
    ExtensionSslNativeSupportBuildItem https() {
        return new ExtensionSslNativeSupportBuildItem(FEATURE);
    }

    /**
     * Things that are found by name while a route runs: the beans behind {@code sessions[key].client-id}, what expressions
     * such as <code>${body.size}</code> and <code>${exception.retryAt}</code> read, the components of a sample that
     * becomes JSON, and the exceptions that a YAML route catches.
     */
    @BuildStep
    ReflectiveClassBuildItem reflection(CombinedIndexBuildItem index) {
        Stream<String> beans = Stream.of(
                        SessionCredentials.class,
                        TimeSeries.class,
                        TimeSeriesGroup.class,
                        TimeSeriesTable.class,
                        Sample.class)
                .map(Class::getName);
        return ReflectiveClassBuildItem.builder(
                        Stream.concat(beans, exceptions(index)).toArray(String[]::new))
                .constructors()
                .methods()
                .fields()
                .reason(FEATURE)
                .build();
    }

    /** All that a route can meet, from the index, so that none is forgotten that comes later. */
    private static Stream<String> exceptions(CombinedIndexBuildItem index) {
        return index.getIndex().getKnownClasses().stream()
                .filter(type -> Modifier.isPublic(type.flags()))
                .map(type -> type.name().toString())
                .filter(name -> name.startsWith("io.fourinsight.") && name.contains("Exception"));
    }

    /**
     * Quarkus runs static initializers while it builds. These must run in the process that they are for.
     *
     * <ul>
     *   <li>{@code Secret} draws the key of the process; drawn at build time, it would be one for all, and readable in
     *       the executable
     *   <li>Nimbus' {@code Secret} holds a random generator, which would be seeded once for all
     *   <li>{@code HTTPRequest} holds a TLS socket factory, which an image cannot contain
     * </ul>
     *
     * Not Nimbus' {@code Identifier}, though it has a random generator, too: constants such as its grant types are in
     * every image, so the analysis refuses. Only a sign-in through the browser draws from that generator, which no route
     * starts.
     */
    @BuildStep
    void initializedAtRunTime(BuildProducer<RuntimeInitializedClassBuildItem> classes) {
        Stream.of(
                        Secret.class.getName(),
                        com.nimbusds.oauth2.sdk.auth.Secret.class.getName(),
                        com.nimbusds.oauth2.sdk.http.HTTPRequest.class.getName())
                .map(RuntimeInitializedClassBuildItem::new)
                .forEach(classes::produce);
    }

    /** The dates that times are checked against, and the page that a browser shows after a sign-in. */
    @BuildStep
    NativeImageResourceBuildItem resources() {
        return new NativeImageResourceBuildItem(
                "leap_second_dates.csv", "io/fourinsight/client/session/signin/answer.html");
    }
}
