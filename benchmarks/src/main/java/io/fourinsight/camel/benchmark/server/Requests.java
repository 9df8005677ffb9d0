package io.fourinsight.camel.benchmark.server;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests, throws their bodies away and sends the answers. */
final class Requests implements AsyncServerRequestHandler<Message<HttpRequest, Void>> {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    /** In the context of a request: whether it has a body. */
    private static final String HAS_BODY = "benchmark.body";

    private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor();
    private volatile Answers answers;

    void answer(Answers with) {
        answers = with;
    }

    @Override
    public AsyncRequestConsumer<Message<HttpRequest, Void>> prepare(
            HttpRequest request, EntityDetails body, HttpContext context) {
        context.setAttribute(HAS_BODY, body != null);
        return new BasicRequestConsumer<>(body == null ? null : new DiscardingEntityConsumer<>());
    }

    @Override
    public void handle(Message<HttpRequest, Void> request, ResponseTrigger trigger, HttpContext context)
            throws HttpException, IOException {
        Answer answer = answers.to(request.getHead().getPath(), (boolean) context.getAttribute(HAS_BODY));
        if (answer.delay().isZero()) {
            trigger.submitResponse(answer.response(), context);
        } else {
            late.schedule(() -> send(answer, trigger, context), answer.delay().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** In the thread for what is late, where nobody else would hear of a failure. */
    private static void send(Answer answer, ResponseTrigger trigger, HttpContext context) {
        try {
            trigger.submitResponse(answer.response(), context);
        } catch (HttpException | IOException e) {
            LOG.warn("A late answer could not be sent", e);
        }
    }
}
