package io.fourinsight.connect.sink;

/** The version that a worker shows, from the manifest of the jar. */
public final class FourInsightVersion {

    private FourInsightVersion() {}

    public static String of(Class<?> type) {
        String version = type.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
