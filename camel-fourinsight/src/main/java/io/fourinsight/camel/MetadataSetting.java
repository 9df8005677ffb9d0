package io.fourinsight.camel;

import io.fourinsight.camel.reservoir.MetadataRequests;
import io.fourinsight.camel.rest.Json;
import io.fourinsight.camel.rest.RestException;
import io.fourinsight.camel.rest.RestRequest;
import io.fourinsight.camel.session.Session;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.hc.core5.http.HttpStatus;

/** Sets the values in the body of an exchange under its namespace and key. */
final class MetadataSetting {

    /** How the answer is handed over. */
    @FunctionalInterface
    interface Answers {
        Object fetch(RestRequest request, Exchange exchange, Session session);
    }

    private static final String VALUES = "Value";

    private final MetadataOptions options;
    private final MetadataRequests metadata;
    private final JsonAnswers answers;
    private final boolean overwrite;

    MetadataSetting(EndpointContext context) {
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
    Object set(Exchange exchange, Session session, Answers handOver) throws IOException, MetadataExistsException {
        String namespace = options.requiredNamespace(exchange);
        String key = options.requiredKey(exchange);
        Map<?, ?> values = RequestBodies.object(exchange);
        RestRequest request = metadata.set(namespace, key, values, overwrite);
        try {
            return handOver.fetch(request, exchange, session);
        } catch (RestException.Status e) {
            if (e.status() != HttpStatus.SC_CONFLICT) {
                throw e;
            }
            RestRequest entry = metadata.get(namespace, key);
            // The first attempt, whose answer was lost, may have set what is in the way of its repetition.
            if (e.isRepetition() && has(answers.json(entry, exchange, session), values)) {
                return handOver.fetch(entry, exchange, session);
            }
            throw new MetadataExistsException(namespace, key, e);
        }
    }

    private static boolean has(Object entry, Map<?, ?> values) {
        return Json.copy(values).equals(Json.field(entry, VALUES));
    }
}
