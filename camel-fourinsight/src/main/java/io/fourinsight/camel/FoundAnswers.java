package io.fourinsight.camel;

import io.fourinsight.camel.rest.RestRequest;
import io.fourinsight.camel.session.Session;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Makes what a search has found the body: also if that is nothing, so that routes can always go through it. */
final class FoundAnswers {

    private final JsonAnswers answers;

    FoundAnswers(EndpointContext context) {
        this.answers = new JsonAnswers(context);
    }

    /**
     * Sets body and headers.
     *
     * @param nothing what stands for an empty answer
     */
    Object fetch(RestRequest request, Supplier<?> nothing, Exchange exchange, Session session) {
        Object answer = answers.fetch(request, exchange, session);
        Object found = answer == null ? nothing.get() : answer;
        Message message = exchange.getMessage();
        message.setBody(found);
        MessageOptions.set(
                message, FourInsightConstants.COUNT, found instanceof List<?> list ? (Object) list.size() : null);
        return found;
    }
}
