package io.fourinsight.camel.operation.metadata;

import io.fourinsight.camel.operation.EndpointContext;
import io.fourinsight.camel.operation.FoundAnswers;
import io.fourinsight.camel.operation.JsonAnswers;
import io.fourinsight.camel.operation.Operation;
import io.fourinsight.camel.options.MetadataExistsException;
import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.reservoir.request.ExactMatch;
import io.fourinsight.client.reservoir.request.MetadataRequests;
import io.fourinsight.client.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;

/** {@code metadata}: its operations by name, of which most are but a request. */
public final class MetadataOperations {

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

    /** @param contexts what the operation of a name works with */
    public static Map<String, Operation> of(Function<String, EndpointContext> contexts) {
        return Map.of(
                "get", new MetadataOperations(contexts.apply("get"))::get,
                "set", new MetadataOperations(contexts.apply("set"))::set,
                "delete", new MetadataOperations(contexts.apply("delete"))::delete,
                "browse", new MetadataOperations(contexts.apply("browse"))::browse,
                "search", new MetadataOperations(contexts.apply("search"))::search);
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
        MetadataSearch search = options.search(exchange);
        UnaryOperator<Object> choice = options.isExact() ? new ExactMatch(search)::entries : UnaryOperator.identity();
        found.fetch(metadata.search(search), ArrayList::new, choice, exchange, session);
    }
}
