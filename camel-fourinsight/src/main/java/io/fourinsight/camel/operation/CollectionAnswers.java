package io.fourinsight.camel.operation;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.client.rest.Paging;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.page.CollectionClient;
import io.fourinsight.client.rest.page.CollectionClient.Answer;
import io.fourinsight.client.rest.page.SeriesSearch;
import io.fourinsight.client.session.Session;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Reads a URL that may be a collection for an exchange, in the shape that its endpoint asks for. */
public final class CollectionAnswers {

    private final CollectionClient collections;
    private final JsonAnswers answers;
    private final Paging paging;
    private final boolean streaming;

    public CollectionAnswers(EndpointContext context) {
        this.collections = new CollectionClient(context.client(), context.service(), context.executor());
        this.answers = new JsonAnswers(context);
        this.paging = context.configuration().getPaging();
        this.streaming = context.configuration().isStreaming();
    }

    /** Sets body and headers; with {@code rawBody} the first answer as it came, for links cannot be followed unread. */
    public void read(URI url, Exchange exchange, Session session) {
        if (answers.isRaw()) {
            raw(RestRequest.get(url), exchange, session);
            return;
        }
        set(exchange, collections.read(url, paging, streaming, ExchangeContext.of(exchange, session)));
    }

    /** As {@link #read(URI, Exchange, Session)}, not raw, with something done to each item. */
    public void read(URI url, Consumer<Object> completion, Exchange exchange, Session session) {
        set(exchange, collections.read(url, paging, streaming, completion, ExchangeContext.of(exchange, session)));
    }

    /** As {@link #read(URI, Exchange, Session)}, for a search of series. */
    public void read(SeriesSearch search, Exchange exchange, Session session) {
        if (answers.isRaw()) {
            raw(search.request(0), exchange, session);
            return;
        }
        set(exchange, collections.read(search, paging, streaming, ExchangeContext.of(exchange, session)));
    }

    private void raw(RestRequest request, Exchange exchange, Session session) {
        Message message = exchange.getMessage();
        message.setBody(answers.fetch(request, exchange, session));
        message.removeHeader(FourInsightConstants.COUNT);
        message.removeHeader(FourInsightConstants.NEXT_LINK);
    }

    private static void set(Exchange exchange, Answer answer) {
        Message message = exchange.getMessage();
        message.setBody(answer.body() instanceof Iterator<?> items ? new ItemStream(items) : answer.body());
        MessageOptions.set(
                message,
                FourInsightConstants.COUNT,
                answer.body() instanceof List<?> list ? (Object) list.size() : null);
        MessageOptions.set(message, FourInsightConstants.NEXT_LINK, answer.nextLink());
    }
}
