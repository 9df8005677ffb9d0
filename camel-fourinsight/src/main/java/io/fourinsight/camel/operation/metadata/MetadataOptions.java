package io.fourinsight.camel.operation.metadata;

import io.fourinsight.camel.operation.MessageOptions;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.client.reservoir.MetadataSearch;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Reads which metadata an exchange is about. */
public final class MetadataOptions {

    private final FourInsightConfiguration configuration;

    public MetadataOptions(FourInsightConfiguration configuration) {
        this.configuration = configuration;
    }

    /** The id of an entry, or null. */
    public @Nullable String id(Exchange exchange) {
        return MessageOptions.segment(exchange, FourInsightConstants.METADATA_ID, configuration.getMetadataId());
    }

    public String requiredId(Exchange exchange) {
        return MessageOptions.requiredId(exchange, FourInsightConstants.METADATA_ID, configuration.getMetadataId());
    }

    /** The namespace, or null. */
    @Nullable
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
    public MetadataSearch search(Exchange exchange) {
        return MetadataSearch.of(
                namespace(exchange),
                MessageOptions.segment(exchange, FourInsightConstants.KEY, configuration.getKey()),
                MessageOptions.segment(exchange, FourInsightConstants.NAME, configuration.getName()),
                MessageOptions.segment(exchange, FourInsightConstants.VALUE, configuration.getValue()));
    }

    /**
     * Whether only what is just as it was searched for is found.
     *
     * @throws IllegalArgumentException if the answer is to stay as it comes
     */
    public boolean isExact() {
        if (configuration.isExact() && configuration.isRawBody()) {
            throw new IllegalArgumentException(
                    "option 'exact': value 'true' is not possible with rawBody=true, for an answer that is not read cannot"
                            + " be chosen from; allowed is false");
        }
        return configuration.isExact();
    }

    /** @throws IllegalArgumentException if there is neither an id nor a namespace with a key */
    public void requireEntry(Exchange exchange) {
        if (id(exchange) == null && namespace(exchange) == null) {
            throw new IllegalArgumentException(
                    "metadataId, or namespace and key, must be set, as options or as the headers "
                            + FourInsightConstants.METADATA_ID + ", " + FourInsightConstants.NAMESPACE + " and "
                            + FourInsightConstants.KEY);
        }
    }
}
