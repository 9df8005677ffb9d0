package io.fourinsight.connect.source;

/** The version of the connector, as the jar's manifest has it. */
public final class SourceVersion {

    private SourceVersion() {}

    /** {@code unknown} if there is no jar. */
    public static String of() {
        String version = SourceVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
