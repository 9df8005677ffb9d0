package io.fourinsight.camel;

import io.fourinsight.camel.rest.CollectionClient;
import io.fourinsight.camel.rest.CollectionClient.Answer;
import io.fourinsight.camel.rest.CollectionClient.Paging;
import io.fourinsight.camel.rest.RestRequest;
import io.fourinsight.camel.rest.SeriesSearch;
import io.fourinsight.camel.session.Session;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Reads a URL that may be a collection for an exchange, in the shape that its endpoint asks for. */
final class CollectionAnswers {

    private final CollectionClient collections;
    private final JsonAnswers answers;
    private final Paging paging;
    private final boolean streaming;

    CollectionAnswers(EndpointContext context) {
        this.collections = new CollectionClient(context.client(), context.service(), context.executor());
        this.answers = new JsonAnswers(context);
        this.paging = context.configuration().getPaging();
        this.streaming = context.configuration().isStreaming();
    }

    /** Sets body and headers; with {@code rawBody} the first answer as it came, for links cannot be followed unread. */
    void read(URI url, Exchange exchange, Session session) {
        if (answers.isRaw()) {
            raw(RestRequest.get(url), exchange, session);
            return;
        }
        set(exchange, collections.read(url, paging, streaming, Callers.of(exchange, session)));
    }

    /** As {@link #read(URI, Exchange, Session)}, not raw, with something done to each item. */
    void read(URI url, Consumer<Object> completion, Exchange exchange, Session session) {
        set(exchange, collections.read(url, paging, streaming, completion, Callers.of(exchange, session)));
    }

    /** As {@link #read(URI, Exchange, Session)}, for a search of series. */
    void read(SeriesSearch search, Exchange exchange, Session session) {
        if (answers.isRaw()) {
            raw(search.request(0), exchange, session);
            return;
        }
        set(exchange, collections.read(search, paging, streaming, Callers.of(exchange, session)));
    }

    private void raw(RestRequest request, Exchange exchange, Session session) {
        Message message = exchange.getMessage();
        message.setBody(answers.fetch(request, exchange, session));
        message.removeHeader(FourInsightConstants.COUNT);
        message.removeHeader(FourInsightConstants.NEXT_LINK);
    }

    private static void set(Exchange exchange, Answer answer) {
        Message message = exchange.getMessage();
        message.setBody(
                answer.body() instanceof Iterator<?> iterator ? CamelErrors.translating(iterator) : answer.body());
        MessageOptions.set(
                message,
                FourInsightConstants.COUNT,
                answer.body() instanceof List<?> list ? (Object) list.size() : null);
        MessageOptions.set(message, FourInsightConstants.NEXT_LINK, answer.nextLink());
    }
}
