package io.fourinsight.camel.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.benchmark.baseline.BareReading;
import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.measure.Rounds.Outcome;
import io.fourinsight.camel.benchmark.measure.Turns;
import io.fourinsight.camel.benchmark.process.Camel;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import io.fourinsight.camel.benchmark.server.ItemPages;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;

/**
 * An OData collection of 200 pages of 100 items: read one by one, as fast as can be and with work to do on each item, and as
 * one List.
 */
final class PagesRow implements Row {

    private static final int WARM_UPS = 12;

    /** Short ones, so that a bad second of the machine is one of many. */
    private static final int ROUNDS = 21;

    /** In a round: all pages take a tenth of a second when they come as fast as can be. */
    private static final int TURNS = 5;

    private static final int ITEMS = ItemPages.PAGES * ItemPages.PAGE_SIZE;

    /** What the route does with an item when the server takes 5 ms for a page: as much for the hundred of them. */
    private static final long WORK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    @Override
    public String name() {
        return "pages";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        String url = server.url() + "/api/";
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:pages")
                        .to("fourinsight:api?path=pages/0&streaming=true")
                        .process(PagesRow::count);
                from("direct:late")
                        .to("fourinsight:api?path=late/0&streaming=true")
                        .process(PagesRow::work);
                from("direct:list").to("fourinsight:api?path=pages/0");
                from("direct:page")
                        .setHeader("Authorization")
                        .constant("Bearer token-1")
                        .to(url);
            }
        };
        try (Camel camel = new Camel(server.url(), routes);
                BareReading bare = new BareReading(server.url())) {
            ProducerTemplate template = camel.template();
            Outcome fast = Turns.atLeast(
                    ROUNDS,
                    WARM_UPS,
                    TURNS,
                    ITEMS,
                    () -> template.requestBody("direct:pages", (Object) null),
                    () -> loop(template, url + "pages/0", 0));
            report.row(name(), "items/s", fast, Bar.atLeast(1.0));
            Outcome late = Turns.rounds(
                    1,
                    1,
                    ITEMS,
                    () -> template.requestBody("direct:late", (Object) null),
                    () -> loop(template, url + "late/0", WORK_NANOS));
            report.row(name() + " 5 ms", "items/s", late, Bar.atLeast(1.5));
            Outcome list = Turns.atLeast(
                    ROUNDS,
                    WARM_UPS,
                    TURNS,
                    ITEMS,
                    () -> check(template.requestBody("direct:list", null, List.class)
                            .size()),
                    () -> check(bare.items().size()));
            report.row(name() + " list", "items/s", list, Bar.atLeast(0.9));
            report.note("in the second row the server takes 5 ms for a page, and its reader 50 us for an item");
        }
    }

    private static void count(Exchange exchange) {
        check(read(exchange.getMessage().getBody(Iterator.class), 0));
    }

    private static void work(Exchange exchange) {
        check(read(exchange.getMessage().getBody(Iterator.class), WORK_NANOS));
    }

    private static int read(Iterator<?> items, long work) {
        int count = 0;
        while (items.hasNext()) {
            items.next();
            count++;
            long until = System.nanoTime() + work;
            while (work > 0 && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }
        return count;
    }

    private static void check(int items) {
        if (items != ITEMS) {
            throw new IllegalStateException("there are " + items + " items");
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static void loop(ProducerTemplate template, String first, long work) throws Exception {
        int count = 0;
        String next = first;
        while (next != null) {
            InputStream body =
                    template.requestBodyAndHeader("direct:page", null, Exchange.HTTP_URI, next, InputStream.class);
            Map<?, ?> page = MAPPER.readValue(body, Map.class);
            count += read(((List<?>) page.get("value")).iterator(), work);
            next = (String) page.get("@odata.nextLink");
        }
        check(count);
    }
}
