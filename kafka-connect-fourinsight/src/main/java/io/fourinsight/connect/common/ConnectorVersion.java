package io.fourinsight.connect.common;

/** The version that a worker shows of connectors and tasks, from the manifest of the jar. */
public final class ConnectorVersion {

    private ConnectorVersion() {}

    /** {@code unknown} if there is no jar. */
    public static String get() {
        String version = ConnectorVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
