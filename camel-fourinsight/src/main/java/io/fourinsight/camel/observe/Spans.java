package io.fourinsight.camel.observe;

import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.base.Work;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A span of OpenTelemetry for each request, below the span that Camel has for the exchange. Used only if Camel makes
 * spans, so that the component runs without OpenTelemetry.
 *
 * <p>It has the method, the host, the status and how often the request was sent again: never a path or a query, which may
 * be a signature, nor a header.
 */
final class Spans {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> HOST = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<Long> RETRIES = AttributeKey.longKey("http.request.resend_count");
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("fourinsight.service");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("fourinsight.operation");

    private final Tracer tracer;

    Spans(Tracer tracer) {
        this.tracer = tracer;
    }

    /** The spans of the requests of one operation to one service, which {@code next} hears of first. */
    ClientObserver of(String service, String operation, ClientObserver next) {
        return new Tracing(service, operation, next);
    }

    /** Lets what a thread of the pool requests be part of the trace of the thread that gave it the task. */
    Executor inTrace(Executor pool) {
        return task -> {
            Context trace = Context.current();
            pool.execute(
                    trace != Context.root() && task instanceof RunnableFuture<?> future
                            ? new TracedTask<>(future, trace)
                            : task);
        };
    }

    private final class Tracing implements ClientObserver {

        private final String service;
        private final String operation;
        private final ClientObserver next;

        Tracing(String service, String operation, ClientObserver next) {
            this.service = service;
            this.operation = operation;
            this.next = next;
        }

        @Override
        public Request request(String method, URI uri) {
            Request inner = next.request(method, uri);
            SpanBuilder builder = tracer.spanBuilder(method + " " + operation)
                    .setSpanKind(SpanKind.CLIENT)
                    .setAttribute(METHOD, method)
                    .setAttribute(SERVICE, service)
                    .setAttribute(OPERATION, operation);
            if (uri.getHost() != null) {
                builder.setAttribute(HOST, uri.getHost());
            }
            if (uri.getPort() > 0) {
                builder.setAttribute(PORT, (long) uri.getPort());
            }
            Span span = builder.startSpan();
            return (status, attempts, failed) -> {
                inner.end(status, attempts, failed);
                if (status != 0) {
                    span.setAttribute(STATUS, (long) status);
                }
                if (attempts > 1) {
                    span.setAttribute(RETRIES, attempts - 1L);
                }
                if (failed) {
                    span.setStatus(StatusCode.ERROR);
                }
                span.end();
            };
        }

        @Override
        public void refresh(@Nullable String sessionKey, String reason, @Nullable String errorCode) {
            next.refresh(sessionKey, reason, errorCode);
        }

        @Override
        public void cacheLookup(boolean hit) {
            next.cacheLookup(hit);
        }

        @Override
        public void begin(Work work) {
            next.begin(work);
        }

        @Override
        public void end(Work work, Work.Outcome outcome) {
            next.end(work, outcome);
        }
    }

    /** A task in the trace of another thread. It stays a future, so that a pool which stops can cancel it. */
    private record TracedTask<T>(RunnableFuture<T> task, Context trace) implements RunnableFuture<T> {

        @Override
        public void run() {
            trace.wrap(task).run();
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            return task.cancel(mayInterrupt);
        }

        @Override
        public boolean isCancelled() {
            return task.isCancelled();
        }

        @Override
        public boolean isDone() {
            return task.isDone();
        }

        @Override
        public T get() throws InterruptedException, ExecutionException {
            return task.get();
        }

        @Override
        public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
            return task.get(timeout, unit);
        }
    }
}
