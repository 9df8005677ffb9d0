package io.fourinsight.camel;

import io.fourinsight.camel.rest.ApiPath;
import io.fourinsight.camel.rest.RestRequest;
import io.fourinsight.camel.session.Session;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.apache.camel.Exchange;

/** {@code api}: any path of the 4Insight REST API with one of the five methods. */
final class ApiOperation implements Operation {

    private record Resolved(String path, String query, URI url) {}

    private final String method;
    private final EndpointContext context;
    private final CollectionAnswers collections;
    private final JsonAnswers answers;
    // of the last exchange: most have the same path, which the endpoint's URI says
    private volatile Resolved last = new Resolved(null, null, null);

    ApiOperation(String method, EndpointContext context) {
        this.method = method;
        this.context = context;
        this.collections = new CollectionAnswers(context);
        this.answers = new JsonAnswers(context);
    }

    @Override
    public void process(Exchange exchange, Session session) throws IOException {
        FourInsightConfiguration configuration = context.configuration();
        URI url = url(
                MessageOptions.required(exchange, FourInsightConstants.PATH, configuration.getPath()),
                MessageOptions.text(exchange, FourInsightConstants.QUERY, configuration.getQuery()));
        switch (method) {
            case "get" -> collections.read(url, exchange, session);
            case "delete" -> send(RestRequest.of(method, url, null), exchange, session);
            default -> send(RestRequest.of(method, url, RequestBodies.json(exchange)), exchange, session);
        }
    }

    private URI url(String path, String query) {
        Resolved resolved = last;
        if (!path.equals(resolved.path()) || !Objects.equals(query, resolved.query())) {
            resolved = new Resolved(path, query, ApiPath.resolve(context.service(), path, query));
            last = resolved;
        }
        return resolved.url();
    }

    private void send(RestRequest request, Exchange exchange, Session session) {
        exchange.getMessage().setBody(answers.fetch(request, exchange, session));
    }
}
