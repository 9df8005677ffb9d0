package io.fourinsight.camel;

import io.fourinsight.camel.poll.cursor.CursorRepository;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.AfterEach;

/** What tests of consumers of collections have in common: a route from notes that change in a sandbox. */
abstract class CollectionConsumers {

    static final Duration SECOND = Duration.ofSeconds(1);
    static final String NOTES = "fourinsight:api?path=v1.1/Notes&cursorProperty=Modified";
    static final String COLLECTION = Sandbox.API_PATH + "v1.1/Notes";
    static final int PAGE = 4;

    static final class Cursors extends ServiceSupport implements CursorRepository {

        private final Map<String, String> states = new ConcurrentHashMap<>();

        @Override
        public boolean compareAndSet(String key, String expected, String next) {
            return expected == null ? states.putIfAbsent(key, next) == null : states.replace(key, expected, next);
        }

        @Override
        public String getState(String key) {
            return states.get(key);
        }

        @Override
        public void setState(String key, String value) {
            states.put(key, value);
        }
    }

    final ConsumerRig rig = new ConsumerRig(builder -> builder.pageSize(PAGE));
    final MutableClock clock = rig.clock;
    final Sandbox sandbox = rig.sandbox;

    @AfterEach
    void close() {
        rig.close();
    }

    ConsumerRig start(String uri) throws Exception {
        return rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri + "&scheduler=#manual").routeId(ConsumerRig.ROUTE).process(exchange -> {
                    rig.step.process(exchange);
                    rig.note(exchange);
                });
            }
        });
    }

    /** Changes notes, one a second. */
    void change(String... ids) {
        for (String id : ids) {
            sandbox.items().change("Notes", id, Map.of("Title", id + " of " + clock.instant()), Duration.ZERO);
            clock.advance(SECOND);
        }
    }

    static String id(Object item) {
        return String.valueOf(((Map<?, ?>) item).get("Id"));
    }

    static List<Object> items(List<Exchange> exchanges) {
        List<Object> items = new ArrayList<>();
        for (Exchange exchange : exchanges) {
            Object body = exchange.getMessage().getBody();
            items.addAll(body instanceof List<?> list ? list : List.of(body));
        }
        return items;
    }

    List<String> takeIds() {
        return items(rig.take()).stream().map(CollectionConsumers::id).toList();
    }

    static String cursor(Exchange exchange, String name) {
        return exchange.getMessage().getHeader(name, String.class);
    }

    static String messages(Throwable e) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }
}
