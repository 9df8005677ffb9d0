package io.fourinsight.camel.soak;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Eight routes with a producer each, what they are asked at random, and what is the right answer. */
final class ProducerRoutes extends RouteBuilder {

    /** An answer that is none to what was asked. */
    static final class WrongAnswer extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WrongAnswer(String message) {
            super(message);
        }
    }

    static final List<String> IDS =
            List.of("aggregates", "files", "stream", "group", "metadata", "campaigns", "api", "info");
    static final List<String> SESSION_KEYS = List.of("north", "east", "south", "west");

    private static final String SERIES = "fourinsight:timeseries?sessionKey=north&";
    private static final String NUMBER = "soak.number";
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final int SAMPLES = 3 * 24 * 60;
    private static final int LENGTH = 60;
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(4, ChronoUnit.DAYS);

    /** What came first, and has to come again each time. */
    private final Map<String, Object> first = new ConcurrentHashMap<>();

    /**
     * By key what was written and not read again, since the exchange failed: such a request may still be on its way, and
     * arrive after later ones.
     */
    private final Map<String, Set<Integer>> unsure = new ConcurrentHashMap<>();

    private final Path cache;

    ProducerRoutes(Path cache) {
        this.cache = cache;
    }

    static void addSeries(Sandbox sandbox) {
        sandbox.addSeries("even", START, STEP, SAMPLES, ProducerRoutes::even);
        sandbox.addSeries("odd", START, STEP, SAMPLES, ProducerRoutes::odd);
    }

    private static double even(double second) {
        return second % 4800 / 4;
    }

    private static double odd(double second) {
        return second % 10020 / 8;
    }

    @Override
    public void configure() {
        String window = "seriesId=even&operation=";
        add("aggregates", SERIES + window + "samples&aggregationPeriod=1m&aggregationFunction=mean");
        add("files", SERIES + window + "data&cache=true&cacheDirectory=" + cache);
        add("stream", SERIES + window + "data&streaming=true");
        add("group", SERIES + "operation=samples&aggregationPeriod=1m&aggregationFunction=mean&series=a:even,b:odd");
        add(
                "metadata",
                "fourinsight:metadata?sessionKey=north&operation=set&overwrite=true&namespace=soak",
                "fourinsight:metadata?sessionKey=north&operation=get&namespace=soak");
        add("campaigns", "fourinsight:campaigns?sessionKey=north&streaming=true");
        add("api", "fourinsight:api?sessionKey=north&path=v1.1/Campaigns");
        add("info", SERIES + window + "info");
    }

    private void add(String id, String... uris) {
        from("direct:" + id).routeId(id).process(this::begin).to(uris).process(exchange -> check(id, exchange));
    }

    private void begin(Exchange exchange) {
        String key = exchange.getMessage().getHeader(FourInsightConstants.KEY, String.class);
        if (key != null) {
            unsure.computeIfAbsent(key, added -> ConcurrentHashMap.newKeySet())
                    .add(exchange.getProperty(NUMBER, int.class));
        }
    }

    /** What was written last, or what may have arrived since; the former is sure then. */
    private void checkWritten(Object value, Exchange exchange, Object body) {
        Set<Integer> known = unsure.get(exchange.getMessage().getHeader(FourInsightConstants.KEY, String.class));
        require(value instanceof Map<?, ?> map && known.contains(map.get("number")), "metadata", body);
        known.remove(exchange.getProperty(NUMBER, int.class));
    }

    /** Lets go of what was unsure: of a write that failed in a storm which is over, nothing is on its way any more. */
    void forget() {
        unsure.values().forEach(Set::clear);
    }

    /** Puts a question into a message. */
    static void ask(Exchange exchange, String route, Random random, int asker, int number) {
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        headers.put(FourInsightConstants.SESSION_KEY, SESSION_KEYS.get(random.nextInt(SESSION_KEYS.size())));
        exchange.setProperty(NUMBER, number);
        switch (route) {
            case "metadata" -> {
                headers.put(FourInsightConstants.KEY, "asker-" + asker);
                exchange.getMessage().setBody(Map.of("number", number));
            }
            case "aggregates", "files", "stream", "group" -> {
                Instant start = START.plus(STEP.multipliedBy(random.nextInt(SAMPLES - LENGTH)));
                headers.put(FourInsightConstants.START, start);
                headers.put(FourInsightConstants.END, start.plus(STEP.multipliedBy(LENGTH)));
            }
            default -> {}
        }
    }

    private void check(String id, Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        switch (id) {
            case "aggregates", "files" -> checkSamples((TimeSeries) body, exchange, "even");
            case "stream" -> checkSamples(((TimeSeriesStream) body).readAll(), exchange, "even");
            case "group" -> {
                checkSamples(((TimeSeriesGroup) body).series("a"), exchange, "even");
                checkSamples(((TimeSeriesGroup) body).series("b"), exchange, "odd");
            }
            case "metadata" -> {
                checkWritten(((Map<?, ?>) body).get("Value"), exchange, body);
            }
            case "campaigns" -> {
                List<Object> items = new ArrayList<>();
                ((Iterable<?>) body).forEach(items::add);
                checkSame(id, items);
            }
            default -> checkSame(id, Objects.requireNonNull(body, id));
        }
    }

    private void checkSame(String id, Object body) {
        Object known = first.putIfAbsent(id, body);
        require(known == null || known.equals(body), id, body);
    }

    private static void checkSamples(TimeSeries samples, Exchange exchange, String series) {
        Instant start = exchange.getMessage().getHeader(FourInsightConstants.START, Instant.class);
        require(samples.size() == LENGTH, series, samples);
        for (int i = 0; i < LENGTH; i++) {
            Instant time = start.plus(STEP.multipliedBy(i));
            double second = Duration.between(START, time).toSeconds();
            double value = series.equals("even") ? even(second) : odd(second);
            require(samples.instant(i).equals(time) && samples.number(i) == value, series, samples);
        }
    }

    private static void require(boolean right, String what, Object answer) {
        if (!right) {
            throw new WrongAnswer(what + ": " + answer);
        }
    }
}
