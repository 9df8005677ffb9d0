package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.Builder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.support.DefaultConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That no reply has the token of {@code fourinsight:token}, whatever the route did to the exchange that got it. */
class TokenReplyTest {

    private static final String AUTHORIZATION = "Authorization";
    private static final String UNTIL_DONE = "?waitForTaskToComplete=Never";

    /** A consumer of a queue ends only after its wait for the next exchange, which is a second else. */
    private static final String QUICK_TO_STOP = "?pollTimeout=10";

    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    /** What a route does after the token, each of which once left it in the reply or might. */
    private enum Step {
        NOTHING {
            @Override
            void add(ProcessorDefinition<?> route) {
                // ends here
            }
        },
        REMOVE_PROPERTIES {
            @Override
            void add(ProcessorDefinition<?> route) {
                route.removeProperties("*");
            }
        },
        SEDA {
            @Override
            void add(ProcessorDefinition<?> route) {
                route.to("seda:copies" + UNTIL_DONE);
            }
        },
        SEDA_IN_ONLY {
            @Override
            void add(ProcessorDefinition<?> route) {
                route.to(ExchangePattern.InOnly, "seda:copies");
            }
        },
        SEDA_IN_OUT {
            @Override
            void add(ProcessorDefinition<?> route) {
                route.to(ExchangePattern.InOut, "seda:copies");
            }
        },
        RESEQUENCE {
            @Override
            void add(ProcessorDefinition<?> route) {
                route.resequence(Builder.constant(1))
                        .batch()
                        .size(1)
                        .timeout(10)
                        .to("direct:on");
            }
        },
        AGGREGATE {
            @Override
            void add(ProcessorDefinition<?> route) {
                route.aggregate(Builder.constant(1), (old, next) -> next)
                        .completionSize(1)
                        .to("seda:copies");
            }
        },
        WIRE_TAP {
            @Override
            void add(ProcessorDefinition<?> route) {
                route.wireTap("seda:copies");
            }
        },
        THREADS {
            @Override
            void add(ProcessorDefinition<?> route) {
                route.threads(1);
            }
        },
        LOOP_OF_COPIES {
            @Override
            void add(ProcessorDefinition<?> route) {
                route.loop(2).copy().to("direct:on");
            }
        },
        MULTICAST {
            @Override
            void add(ProcessorDefinition<?> route) {
                route.multicast((old, next) -> next).to("direct:on", "seda:copies" + UNTIL_DONE);
            }
        },
        SPLIT_WITH_SHARED_UNIT {
            @Override
            void add(ProcessorDefinition<?> route) {
                route.split(Builder.constant(1), (old, next) -> next)
                        .shareUnitOfWork()
                        .to("direct:on");
            }
        },
        SEDA_AND_REMOVE_PROPERTIES {
            @Override
            void add(ProcessorDefinition<?> route) {
                route.removeProperties("*").to("seda:copies" + UNTIL_DONE);
            }
        };

        abstract void add(ProcessorDefinition<?> route);
    }

    private void routes(Step step) throws Exception {
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                step.add(from("direct:same").routeId("same").to("fourinsight:token"));
                from("direct:caller").routeId("caller").to("direct:sub").process(TokenReplyTest.this::remember);
                step.add(from("direct:sub").to("fourinsight:token"));
                from("direct:deep").routeId("deep").to("direct:caller").process(TokenReplyTest.this::remember);
                from("direct:after").routeId("after").to("direct:token");
                step.add(from("direct:token").to("fourinsight:token").to("direct:on"));
                from("direct:copied")
                        .routeId("copied")
                        .multicast((old, next) -> next)
                        .to("direct:sub");
                from("direct:enriched").routeId("enriched").enrich("direct:sub", (old, next) -> next);
                from("direct:enrichedInUnit")
                        .routeId("enrichedInUnit")
                        .enrich()
                        .constant("direct:sub")
                        .shareUnitOfWork()
                        .aggregationStrategy((old, next) -> next);
                from("direct:queued").routeId("queued").to(ExchangePattern.InOut, "seda:queue");
                from("seda:queue" + QUICK_TO_STOP).to("direct:sub");
                from("direct:on").process(TokenReplyTest.this::remember);
                from("seda:copies" + QUICK_TO_STOP).process(exchange -> {});
            }
        });
        context.camel().start();
    }

    private void remember(Exchange exchange) {
        seen.add(String.valueOf(exchange.getMessage().getHeader(AUTHORIZATION)));
    }

    /** As HTTP consumers do: the reply goes out after the route, and only then is the exchange done. */
    private Exchange reply(String route, ExchangePattern pattern, Map<String, Object> reply) throws Exception {
        DefaultConsumer consumer =
                (DefaultConsumer) context.camel().getRoute(route).getConsumer();
        Exchange exchange = consumer.createExchange(false);
        exchange.setPattern(pattern);
        consumer.createUoW(exchange);
        try {
            consumer.getProcessor().process(exchange);
            reply.putAll(exchange.getMessage().getHeaders());
        } finally {
            consumer.doneUoW(exchange);
        }
        return exchange;
    }

    private static final List<String> ROUTES =
            List.of("same", "caller", "deep", "after", "copied", "enriched", "enrichedInUnit", "queued");

    @ParameterizedTest
    @EnumSource
    void replyHasNoTokenWhateverBecomesOfCopies(Step step) throws Exception {
        routes(step);

        Map<String, String> leaks = new TreeMap<>();
        for (String route : ROUTES) {
            for (ExchangePattern pattern : ExchangePattern.values()) {
                Map<String, Object> reply = new TreeMap<>();
                Exchange done = reply(route, pattern, reply);
                assertThat(done.getException()).as(route).isNull();
                if (reply.containsKey(AUTHORIZATION)) {
                    leaks.put(route + " " + pattern, "reply");
                }
                if (done.getMessage().getHeaders().containsKey(AUTHORIZATION)) {
                    leaks.put(route + " " + pattern, "done");
                }
            }
            if (context.send(route).getMessage().getHeader(AUTHORIZATION) != null) {
                leaks.put(route, "template");
            }
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void callerOfADirectRouteHasTheToken() throws Exception {
        routes(Step.NOTHING);

        reply("deep", ExchangePattern.InOut, new TreeMap<>());

        assertThat(seen).hasSize(2).allMatch(header -> header.startsWith("Bearer "));
    }

    /** Where the exchange is nearly done, and its properties are gone. */
    @ParameterizedTest
    @ValueSource(strings = {"finally", "caught", "completion"})
    void replyHasNoTokenThatWasGotAtTheEnd(String route) throws Exception {
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:finally")
                        .routeId("finally")
                        .doTry()
                        .to("direct:on")
                        .doFinally()
                        .to("direct:token")
                        .end();
                from("direct:caught")
                        .routeId("caught")
                        .doTry()
                        .throwException(new IllegalStateException("caught"))
                        .doCatch(IllegalStateException.class)
                        .to("direct:token")
                        .end();
                from("direct:completion")
                        .routeId("completion")
                        .onCompletion()
                        .to("direct:token")
                        .end()
                        .to("direct:on");
                from("direct:token")
                        .to("fourinsight:token")
                        .process(TokenReplyTest.this::remember)
                        .removeProperties("*");
                from("direct:on").process(exchange -> {});
            }
        });
        context.camel().start();

        for (ExchangePattern pattern : ExchangePattern.values()) {
            Map<String, Object> reply = new TreeMap<>();
            Exchange done = reply(route, pattern, reply);

            assertThat(done.getException()).isNull();
            assertThat(reply).as("%s", pattern).doesNotContainKey(AUTHORIZATION);
            assertThat(done.getMessage().getHeaders()).as("%s", pattern).doesNotContainKey(AUTHORIZATION);
        }
        assertThat(seen).hasSize(2).allMatch(header -> header.startsWith("Bearer "));
    }

    /** Camel runs that block with the reply itself, and tells nobody of its end. */
    @ParameterizedTest
    @ValueSource(strings = {"fourinsight:token", "direct:token"})
    void blockThatHasTheReplyItselfGetsNoToken(String uri) throws Exception {
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:replying")
                        .routeId("replying")
                        .onCompletion()
                        .modeBeforeConsumer()
                        .to(uri)
                        .end()
                        .process(exchange -> {});
                from("direct:token").to("fourinsight:token");
            }
        });
        context.camel().start();
        Map<String, Object> reply = new TreeMap<>();
        Exchange done = reply("replying", ExchangePattern.InOut, reply);

        assertThat(reply).doesNotContainKey(AUTHORIZATION);
        assertThat(done.getMessage().getHeaders()).doesNotContainKey(AUTHORIZATION);
        assertThat(done.getException()).hasMessageContaining("modeAfterConsumer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void deadLetterHasNoTokenAlsoWithoutItsProperties(String removed) throws Exception {
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(deadLetterChannel("direct:dead"));
                from("direct:before")
                        .to("fourinsight:token")
                        .removeProperties("*")
                        .process(exchange -> {
                            throw new IllegalStateException("after the token");
                        });
                from("direct:after")
                        .to("fourinsight:token")
                        .to("seda:copies" + UNTIL_DONE)
                        .removeProperties("*")
                        .throwException(new IllegalStateException("after the copy"));
                from("direct:dead").process(TokenReplyTest.this::remember);
                from("seda:copies" + QUICK_TO_STOP).process(exchange -> {});
            }
        });
        context.camel().start();

        context.send(removed);

        assertThat(seen).containsExactly("null");
    }
}
