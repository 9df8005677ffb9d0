package io.fourinsight.camel.operation;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.session.Session;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Makes what a search has found the body: also if that is nothing, so that routes can always go through it. */
public final class FoundAnswers {

    private final JsonAnswers answers;

    public FoundAnswers(EndpointContext context) {
        this.answers = new JsonAnswers(context);
    }

    /**
     * Sets body and headers.
     *
     * @param nothing what stands for an empty answer
     */
    public Object fetch(RestRequest request, Supplier<?> nothing, Exchange exchange, Session session) {
        return fetch(request, nothing, UnaryOperator.identity(), exchange, session);
    }

    /**
     * As {@link #fetch(RestRequest, Supplier, Exchange, Session)}.
     *
     * @param choice what is kept of the answer
     */
    public Object fetch(
            RestRequest request,
            Supplier<?> nothing,
            UnaryOperator<Object> choice,
            Exchange exchange,
            Session session) {
        Object answer = answers.fetch(request, exchange, session);
        Object found = answer == null ? nothing.get() : choice.apply(answer);
        Message message = exchange.getMessage();
        message.setBody(found);
        MessageOptions.set(
                message, FourInsightConstants.COUNT, found instanceof List<?> list ? (Object) list.size() : null);
        return found;
    }
}
