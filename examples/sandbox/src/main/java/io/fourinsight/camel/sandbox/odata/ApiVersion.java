package io.fourinsight.camel.sandbox.odata;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.olingo.commons.api.edm.FullQualifiedName;

/** A version of the API, which decides how it writes the names of properties. */
enum ApiVersion {
    V1_0("v1.0") {
        @Override
        String property(String column) {
            return column.substring(0, 1).toLowerCase(Locale.ROOT) + column.substring(1);
        }
    },
    V1_1("v1.1") {
        @Override
        String property(String column) {
            return column;
        }
    };

    static final String NAMESPACE = "FourInsight";

    private final String segment;

    ApiVersion(String segment) {
        this.segment = segment;
    }

    static Optional<ApiVersion> named(String segment) {
        return Arrays.stream(values())
                .filter(version -> version.segment.equals(segment))
                .findFirst();
    }

    /** The name of a column as this version writes it. */
    abstract String property(String column);

    String segment() {
        return segment;
    }

    static FullQualifiedName typeName(EntityKind kind) {
        return new FullQualifiedName(NAMESPACE, kind.typeName());
    }
}
