package io.fourinsight.camel.operation;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.url.ApiPath;
import io.fourinsight.client.session.Session;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code api}: any path of the 4Insight REST API with one of the five methods. */
public final class ApiOperation implements Operation {

    private record Resolved(String path, @Nullable String query, URI url) {}

    private final String method;
    private final EndpointContext context;
    private final CollectionAnswers collections;
    private final JsonAnswers answers;
    // of the last exchange: most have the same path, which the endpoint's URI says
    private volatile @Nullable Resolved last;

    public ApiOperation(String method, EndpointContext context) {
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

    private URI url(String path, @Nullable String query) {
        Resolved resolved = last;
        if (resolved == null || !path.equals(resolved.path()) || !Objects.equals(query, resolved.query())) {
            resolved = new Resolved(path, query, ApiPath.resolve(context.service(), path, query));
            last = resolved;
        }
        return resolved.url();
    }

    private void send(RestRequest request, Exchange exchange, Session session) {
        exchange.getMessage().setBody(answers.fetch(request, exchange, session));
    }
}
