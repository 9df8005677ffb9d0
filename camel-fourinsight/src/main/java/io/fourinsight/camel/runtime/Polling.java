package io.fourinsight.camel.runtime;

import io.fourinsight.camel.operation.ExchangeContext;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.session.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * What a consumer asks for outside of its windows: a token, and which series there are.
 *
 * @param exchanges of the consumer's route, which never enter it
 * @param tokens finds the session of such an exchange
 * @param search the processor of a search, whose answer names the series
 */
record Polling(Supplier<Exchange> exchanges, TokenProcessor tokens, Callable<Processor> search) {

    /** @throws io.fourinsight.client.session.SessionException if there is no token */
    RequestContext caller() {
        Exchange exchange = exchanges.get();
        Session session = tokens.session(exchange);
        session.token();
        return ExchangeContext.of(exchange, session);
    }

    /** The ids that a search answers with: a list of them, objects with an id each, or something by id. */
    List<String> found() throws Exception {
        Exchange exchange = exchanges.get();
        search.call().process(exchange);
        Object found = exchange.getMessage().getBody();
        Collection<?> series = found instanceof Map<?, ?> byId ? byId.keySet() : (Collection<?>) found;
        List<String> ids = new ArrayList<>();
        for (Object one : series) {
            ids.add(
                    one instanceof Map<?, ?>
                            ? String.valueOf(Objects.requireNonNull(Json.field(one, "Id")))
                            : String.valueOf(one));
        }
        return ids;
    }
}
