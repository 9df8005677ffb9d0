package io.fourinsight.camel.operation.metadata;

import io.fourinsight.camel.operation.EndpointContext;
import io.fourinsight.camel.operation.JsonAnswers;
import io.fourinsight.camel.operation.RequestBodies;
import io.fourinsight.camel.options.MetadataExistsException;
import io.fourinsight.client.reservoir.MetadataConflictException;
import io.fourinsight.client.reservoir.request.MetadataRequests;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.session.Session;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Sets the values in the body of an exchange under its namespace and key. */
public final class MetadataSetting {

    /** How the answer is handed over. */
    @FunctionalInterface
    public interface Answers {
        @Nullable
        Object fetch(RestRequest request, Exchange exchange, Session session);
    }

    private final MetadataOptions options;
    private final MetadataRequests metadata;
    private final JsonAnswers answers;
    private final boolean overwrite;

    public MetadataSetting(EndpointContext context) {
        this.options = new MetadataOptions(context.configuration());
        this.metadata = new MetadataRequests(context.service());
        this.answers = new JsonAnswers(context);
        this.overwrite = context.configuration().isOverwrite();
    }

    /**
     * The entry with its id, as the service answers.
     *
     * @throws MetadataExistsException if there are values already, and these must not overwrite them
     * @throws IllegalArgumentException if namespace, key or values are missing
     */
    public Object set(Exchange exchange, Session session, Answers handOver)
            throws IOException, MetadataExistsException {
        String namespace = options.requiredNamespace(exchange);
        String key = options.requiredKey(exchange);
        Map<?, ?> values = RequestBodies.object(exchange);
        try {
            return metadata.set(
                    namespace,
                    key,
                    values,
                    overwrite,
                    request -> handOver.fetch(request, exchange, session),
                    request -> answers.json(request, exchange, session));
        } catch (MetadataConflictException e) {
            throw new MetadataExistsException(namespace, key, e.getCause());
        }
    }
}
