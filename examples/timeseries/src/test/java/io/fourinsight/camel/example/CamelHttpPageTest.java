package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.FourInsightComponent;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What docs/camel-http.md says of camel-http's OAuth and of this component, side by side. */
class CamelHttpPageTest {

    private static final Page PAGE = Page.of("camel-http.md");
    private static final String API = "https://api.4insight.io/";
    private static final String TOKENS =
            "https://login.microsoftonline.com/4subseaid.onmicrosoft.com/oauth2/v2.0/token";
    private static final String CACHED = "&oauth2CacheTokens=true";

    private final Sandbox sandbox = Sandbox.start();
    private final PageContext context = new PageContext(sandbox, Map.of());

    @AfterEach
    void close() {
        context.close();
        sandbox.close();
    }

    /** An endpoint of camel-http below the API. */
    private String theirs(String path, String secret) {
        return sandbox.apiUrl() + path + "?httpMethod=GET&oauth2BodyAuthentication=true&oauth2ClientId="
                + Sandbox.CLIENT_ID + "&oauth2ClientSecret=RAW(" + secret + ")&oauth2Scope=" + sandbox.apiScope()
                + "&oauth2TokenEndpoint=" + sandbox.tokenUrl();
    }

    private String theirs(String path) {
        return theirs(path, Sandbox.CLIENT_SECRET);
    }

    /** Routes to our endpoint and to theirs. */
    private void routes(String theirs) throws Exception {
        context.to("ours", "fourinsight:api?path=v1.1/Campaigns").to("theirs", theirs);
    }

    private Exchange send(String route) {
        return context.send(route, null, Map.of());
    }

    /** How many tokens were asked for to answer that. */
    private long tokensFor(String... routes) {
        sandbox.requests().reset();
        for (String route : routes) {
            assertThat(send(route).getException()).isNull();
        }
        return sandbox.requests().tokenRequests();
    }

    private static int status(Exchange exchange) {
        return exchange.getException(HttpOperationFailedException.class).getStatusCode();
    }

    @Test
    void bothRoutesOfThePageHaveTheSameItems() throws Exception {
        BlockingQueue<Object> bodies = new LinkedBlockingQueue<>();
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:campaigns")
                        .process(exchange -> bodies.add(exchange.getMessage().getBody()));
            }
        });
        List<Object> answers = new ArrayList<>();
        for (String route : PAGE.section("A route, before and after").blocks("yaml")) {
            context.route(route.replace("timer:campaigns", "timer:campaigns" + answers.size())
                    .replace(API, sandbox.apiUrl().toString())
                    .replace(TOKENS, sandbox.tokenUrl().toString())
                    .replace("{{env:FOURINSIGHT_CLIENT_ID}}", Sandbox.CLIENT_ID)
                    .replace("{{env:FOURINSIGHT_CLIENT_SECRET}}", Sandbox.CLIENT_SECRET));
            answers.add(bodies.poll(60, TimeUnit.SECONDS));
        }

        assertThat(answers).hasSize(2);
        assertThat((List<?>) answers.get(0)).isNotEmpty().isEqualTo(answers.get(1));
    }

    @Test
    void everyOptionOfTheirsHasARow() throws IOException {
        assertThat(PAGE.section("Options").text().lines().filter(line -> line.startsWith("| `oauth2")))
                .extracting(line -> line.split("`")[1])
                .containsExactlyInAnyOrderElementsOf(
                        options("org/apache/camel/component/http/http.json", HttpComponent.class).stream()
                                .filter(option -> option.startsWith("oauth2"))
                                .toList());
        assertThat(PAGE.section("Options").rows())
                .hasSize(5)
                .extracting(row -> row.get(1))
                .isSubsetOf(options("io/fourinsight/camel/fourinsight.json", FourInsightComponent.class));
    }

    private static List<String> options(String catalog, Class<?> component) throws IOException {
        try (InputStream json = component.getClassLoader().getResourceAsStream("META-INF/" + catalog)) {
            List<String> names = new ArrayList<>();
            new ObjectMapper().readTree(json).get("properties").fieldNames().forEachRemaining(names::add);
            return names;
        }
    }

    @Test
    void theirCallsAskForATokenEachUnlessTheyAreTold() throws Exception {
        routes(theirs("v1.1/Campaigns"));

        assertThat(tokensFor("theirs", "theirs", "theirs")).isEqualTo(3);
        assertThat(tokensFor("ours", "ours", "ours")).isEqualTo(1);
    }

    @Test
    void theirPathsAskForATokenEach() throws Exception {
        String other = "v1.0/Campaigns/" + Sandbox.CAMPAIGN;
        context.to("one", theirs("v1.1/Campaigns") + CACHED).to("two", theirs(other) + CACHED);
        context.route("- from:\n    uri: direct:ours\n    steps:\n      - to: fourinsight:api?path=v1.1/Campaigns\n"
                + "      - to: fourinsight:api?path=" + other + "\n");

        assertThat(tokensFor("one", "two", "one", "two")).isEqualTo(2);
        assertThat(tokensFor("ours", "ours")).isEqualTo(1);
    }

    @Test
    void refusedTokenIsReplacedHereAlone() throws Exception {
        routes(theirs("v1.1/Campaigns") + CACHED);
        tokensFor("ours", "theirs");

        sandbox.revokeTokens();

        assertThat(tokensFor("ours")).isEqualTo(1);
        assertThat(status(send("theirs"))).isEqualTo(401);
        assertThat(status(send("theirs"))).isEqualTo(401);
    }

    @Test
    void failureOfTheTokenEndpointReachesNoCallWithAToken() throws Exception {
        routes(theirs("v1.1/Campaigns"));
        tokensFor("ours", "theirs");

        sandbox.faults().answerNext(1_000, Sandbox.TOKEN_PATH, Response.of(503));

        assertThat(tokensFor("ours")).isZero();
        assertThat(send("theirs").getException()).isNotNull();
    }

    @Test
    void secretMayHaveAnyCharacters() throws Exception {
        String secret = "a&b=c+d%";
        sandbox.addClient("odd", secret);
        context.configuration().setClientId("odd");
        context.configuration().setClientSecret(secret);
        routes(theirs("v1.1/Campaigns", secret).replace(Sandbox.CLIENT_ID, "odd"));

        assertThat(tokensFor("ours")).isEqualTo(1);
        assertThat(send("theirs").getException()).isNotNull();
    }

    @Test
    void messageSendsTheirTokenElsewhere() throws Exception {
        routes(theirs("v1.1/Campaigns"));
        try (Sandbox elsewhere = Sandbox.start()) {
            Map<String, Object> headers = Map.of(Exchange.HTTP_URI, elsewhere.apiUrl() + "v1.1/Campaigns");

            assertThat(context.send("ours", null, headers).getException()).isNull();
            assertThat(elsewhere.requests().last()).isEmpty();

            context.send("theirs", null, headers);
            assertThat(elsewhere.requests().last()).isNotEmpty().allMatch(request -> request.headers()
                    .containsKey("Authorization"));
        }
    }

    @Test
    void failuresOfAGatewayAreRepeatedHereAlone() throws Exception {
        routes(theirs("v1.1/Campaigns"));
        context.configuration().setRetryBackoff(Duration.ofMillis(1));
        for (int failure : new int[] {502, 504}) {
            sandbox.faults().answerNext(3, Sandbox.API_PATH, Response.of(failure));
            assertThat(send("ours").getException()).isNull();

            sandbox.faults().answerNext(1, Sandbox.API_PATH, Response.of(failure));
            assertThat(status(send("theirs"))).isEqualTo(failure);
        }
    }
}
