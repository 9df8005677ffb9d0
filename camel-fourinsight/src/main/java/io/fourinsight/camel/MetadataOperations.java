package io.fourinsight.camel;

import io.fourinsight.camel.reservoir.MetadataRequests;
import io.fourinsight.camel.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** {@code metadata}: its operations by name, of which most are but a request. */
final class MetadataOperations {

    private final MetadataOptions options;
    private final MetadataRequests metadata;
    private final MetadataSetting setting;
    private final JsonAnswers answers;
    private final FoundAnswers found;

    private MetadataOperations(EndpointContext context) {
        this.options = new MetadataOptions(context.configuration());
        this.metadata = new MetadataRequests(context.service());
        this.setting = new MetadataSetting(context);
        this.answers = new JsonAnswers(context);
        this.found = new FoundAnswers(context);
    }

    static Map<String, Operation> of(EndpointContext context) {
        MetadataOperations operations = new MetadataOperations(context);
        return Map.of(
                "get", operations::get,
                "set", operations::set,
                "delete", operations::delete,
                "browse", operations::browse,
                "search", operations::search);
    }

    private void get(Exchange exchange, Session session) {
        options.requireEntry(exchange);
        String id = options.id(exchange);
        exchange.getMessage()
                .setBody(answers.fetch(
                        id == null
                                ? metadata.get(options.requiredNamespace(exchange), options.requiredKey(exchange))
                                : metadata.get(id),
                        exchange,
                        session));
    }

    private void set(Exchange exchange, Session session) throws IOException, MetadataExistsException {
        exchange.getMessage().setBody(setting.set(exchange, session, answers::fetch));
    }

    private void delete(Exchange exchange, Session session) {
        exchange.getMessage().setBody(answers.delete(metadata.delete(options.requiredId(exchange)), exchange, session));
    }

    /** Namespaces, or keys, in the order of their letters: the service has none that could be relied on. */
    private void browse(Exchange exchange, Session session) {
        String namespace = options.namespace(exchange);
        Object names = found.fetch(
                namespace == null ? metadata.browse() : metadata.browse(namespace), ArrayList::new, exchange, session);
        if (names instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            exchange.getMessage().setBody(new ArrayList<>(list.stream().sorted().toList()));
        }
    }

    private void search(Exchange exchange, Session session) {
        found.fetch(metadata.search(options.search(exchange)), ArrayList::new, exchange, session);
    }
}
