package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenResourceTest {

    private static final String AUTHORIZATION = "Authorization";

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

    private void routes(RouteBuilder routes) throws Exception {
        context.camel().addRoutes(routes);
        context.camel().start();
    }

    private void remember(Exchange exchange) {
        seen.add(String.valueOf(exchange.getMessage().getHeader(AUTHORIZATION)));
    }

    @Test
    void headerIsThereForTheRestOfTheRouteAndGoneInTheReply() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("direct:sign")
                        .process(TokenResourceTest.this::remember)
                        .toD(sandbox.apiUrl() + "v1.1/Campaigns")
                        .process(TokenResourceTest.this::remember);
                from("direct:sign").to("fourinsight:token");
            }
        });

        Exchange exchange = context.send("in");

        assertThat(exchange.getException()).isNull();
        assertThat(seen).hasSize(2).allMatch(header -> header.startsWith("Bearer "));
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(AUTHORIZATION);
    }

    /** Their exchanges are copies, whose message becomes that of the exchange that goes on. */
    @Test
    void headerIsGoneInTheReplyAlsoIfACopyHadIt() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:multicast").multicast().to("direct:sign");
                from("direct:parallel").multicast().parallelProcessing().to("direct:sign");
                from("direct:split")
                        .split(constant(List.of("one", "two")), (old, next) -> next)
                        .to("direct:sign");
                from("direct:recipients").recipientList(constant("direct:sign,direct:sign"));
                from("direct:enrich").enrich("direct:sign", (old, next) -> next);
                from("direct:twice").to("direct:sign").multicast().to("direct:sign");
                from("direct:sign").to("fourinsight:token").process(TokenResourceTest.this::remember);
            }
        });

        for (String in : List.of("multicast", "parallel", "split", "recipients", "enrich", "twice")) {
            seen.clear();
            Exchange exchange = context.send(in);
            assertThat(exchange.getException()).isNull();
            assertThat(seen).as(in).isNotEmpty().allMatch(header -> header.startsWith("Bearer "));
            assertThat(exchange.getMessage().getHeaders()).as(in).doesNotContainKey(AUTHORIZATION);
        }
    }

    @Test
    void bodyStaysAsItIs() throws Exception {
        context.route("token", "fourinsight:token");

        assertThat(context.sendBody("token", "the body").getMessage().getBody()).isEqualTo("the body");
    }

    @Test
    void deadLetterDoesNotCarryIt() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(deadLetterChannel("direct:dead"));
                from("direct:in").to("fourinsight:token").throwException(new IllegalStateException("after the token"));
                from("direct:dead").process(TokenResourceTest.this::remember);
            }
        });

        context.send("in");

        assertThat(seen).containsExactly("null");
    }

    @Test
    void headerOfSomebodyElseIsLeftAlone() throws Exception {
        context.route("other", "fourinsight:ping");

        assertThat(context.send("other", AUTHORIZATION, "Basic abc")
                        .getMessage()
                        .getHeader(AUTHORIZATION))
                .isEqualTo("Basic abc");
    }

    @Test
    void serviceChoosesTheScope() throws Exception {
        context.route("token", "fourinsight:token?service=reservoir");

        context.send("token");

        assertThat(sandbox.requests().tokenRequests(Sandbox.CLIENT_ID, sandbox.reservoirScope()))
                .isEqualTo(1);
        assertThat(sandbox.requests().tokenRequests()).isEqualTo(1);
    }
}
