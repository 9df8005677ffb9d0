package io.fourinsight.camel.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessorDefinition;

/** The many steps of Camel that make a copy of an exchange, here to fetch something in it. */
enum CopyingStep {
    RECIPIENT_LIST {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.recipientList().constant(FETCH).end();
        }
    },
    RECIPIENT_LIST_AT_ONCE {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.recipientList().constant(DATA).parallelProcessing().end();
        }
    },
    RECIPIENT_LIST_OF_ONE_UNIT {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.recipientList().constant(FETCH).shareUnitOfWork().end();
        }
    },
    MULTICAST {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.multicast().to("direct:nothing", FETCH).end();
        }
    },
    MULTICAST_AT_ONCE {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.multicast().parallelProcessing().to(FETCH, DATA).end();
        }
    },
    MULTICAST_IN_MULTICAST {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.multicast().to("direct:inner").end();
        }
    },
    MULTICAST_IN_A_PIECE {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.split()
                    .constant("a,b")
                    .to("direct:inner")
                    .process(KEEP)
                    .end()
                    .process(KEPT);
        }
    },
    SPLIT {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.split()
                    .constant("a,b")
                    .aggregationStrategy(LATEST)
                    .to(FETCH)
                    .end();
        }
    },
    SPLIT_STREAMING_AT_ONCE {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.split()
                    .constant("a,b,c")
                    .streaming()
                    .parallelProcessing()
                    .aggregationStrategy(FIRST)
                    .to(FETCH)
                    .end();
        }
    },
    SPLIT_IN_A_PIECE {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.split()
                    .constant("a,b")
                    .to("direct:pieces")
                    .process(KEEP)
                    .end()
                    .process(KEPT);
        }
    },
    ENRICH {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.enrich(FETCH);
        }
    },
    ENRICH_AT_ONCE {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.enrich(DATA);
        }
    },
    ENRICH_OF_ONE_UNIT {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.enrich().constant(FETCH).shareUnitOfWork().end();
        }
    },
    SEDA {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.to(ExchangePattern.InOut, "seda:fetch");
        }
    },
    ROUTING_SLIP {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.routingSlip().constant("direct:nothing,direct:fetch").end();
        }
    },
    DYNAMIC_ROUTER {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.dynamicRouter().method(new Once(), "next").end();
        }
    },
    LOOP {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.loop(2).to(FETCH).end();
        }
    },
    LOOP_OF_COPIES {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.loop(2).copy().to(FETCH).end();
        }
    },
    DYNAMIC_TO {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.toD("direct:${header.unset}fetch");
        }
    },
    /** The endpoint is made while the exchange that waits is under way. */
    DYNAMIC_TO_IN_MULTICAST {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.multicast().to("direct:dynamic").end();
        }
    },
    TRY {
        @Override
        ProcessorDefinition<?> fetch(ProcessorDefinition<?> route) {
            return route.doTry()
                    .recipientList()
                    .constant(FETCH)
                    .end()
                    .endDoTry()
                    .doCatch(Exception.class)
                    .end();
        }
    };

    static final String SERIES = "fourinsight:timeseries?operation=data&seriesId=" + Sandbox.STATUS_TEXT;
    static final String DATA = SERIES + "&streaming=true";
    static final String FETCH = "direct:fetch";
    static final AggregationStrategy LATEST = (before, now) -> now;
    static final AggregationStrategy FIRST = (before, now) -> before == null ? now : before;

    /** Adds the step to the route. */
    abstract ProcessorDefinition<?> fetch(ProcessorDefinition<?> route);

    /** Reads within the piece of a splitter that keeps the original body. */
    @SuppressWarnings("unchecked")
    private static final Processor KEEP = exchange ->
            exchange.getProperty("read", List.class).add(exchange.getMessage().getMandatoryBody(String.class));

    private static final Processor KEPT = exchange -> {
        List<?> read = exchange.getProperty("read", List.class);
        assertThat(read).hasSize(2);
        exchange.getMessage().setBody(read.get(1));
    };

    /** Sends a message to one endpoint and then nowhere. */
    public static final class Once {

        private final AtomicInteger calls = new AtomicInteger();

        public String next() {
            return calls.getAndIncrement() % 2 == 0 ? FETCH : null;
        }
    }
}
