package io.fourinsight.camel;

import io.fourinsight.camel.reservoir.MetadataSearch;
import org.apache.camel.Exchange;

/** Reads which metadata an exchange is about. */
final class MetadataOptions {

    private final FourInsightConfiguration configuration;

    MetadataOptions(FourInsightConfiguration configuration) {
        this.configuration = configuration;
    }

    /** The id of an entry, or null. */
    String id(Exchange exchange) {
        return MessageOptions.segment(exchange, FourInsightConstants.METADATA_ID, configuration.getMetadataId());
    }

    String requiredId(Exchange exchange) {
        return MessageOptions.requiredId(exchange, FourInsightConstants.METADATA_ID, configuration.getMetadataId());
    }

    /** The namespace, or null. */
    String namespace(Exchange exchange) {
        return MessageOptions.segment(exchange, FourInsightConstants.NAMESPACE, configuration.getNamespace());
    }

    String requiredNamespace(Exchange exchange) {
        return MessageOptions.requiredId(exchange, FourInsightConstants.NAMESPACE, configuration.getNamespace());
    }

    String requiredKey(Exchange exchange) {
        return MessageOptions.requiredId(exchange, FourInsightConstants.KEY, configuration.getKey());
    }

    /** @throws IllegalArgumentException if there is no namespace, or a hole behind it */
    MetadataSearch search(Exchange exchange) {
        return new MetadataSearch(
                namespace(exchange),
                MessageOptions.segment(exchange, FourInsightConstants.KEY, configuration.getKey()),
                MessageOptions.segment(exchange, FourInsightConstants.NAME, configuration.getName()),
                MessageOptions.segment(exchange, FourInsightConstants.VALUE, configuration.getValue()));
    }

    /** @throws IllegalArgumentException if there is neither an id nor a namespace with a key */
    void requireEntry(Exchange exchange) {
        if (id(exchange) == null && namespace(exchange) == null) {
            throw new IllegalArgumentException(
                    "metadataId, or namespace and key, must be set, as options or as the headers "
                            + FourInsightConstants.METADATA_ID + ", " + FourInsightConstants.NAMESPACE + " and "
                            + FourInsightConstants.KEY);
        }
    }
}
