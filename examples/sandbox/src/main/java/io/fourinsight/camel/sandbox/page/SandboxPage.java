package io.fourinsight.camel.sandbox.page;

import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Routes;
import io.fourinsight.camel.sandbox.http.Service;
import io.fourinsight.camel.sandbox.odata.CampaignList;
import io.fourinsight.camel.sandbox.reservoir.SeriesViews;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The page at the root, and what it asks for below {@code /page/}.
 *
 * <p>Stands before the services, so that a page that is open changes no counter of requests and meets no fault.
 */
public final class SandboxPage {

    private static final String ROOT = "/";
    private static final String PATH = "/page/";

    /** As many samples are there within a second. */
    private static final int MANY_SAMPLES = 1_000_000;

    /** What a browser draws without trouble: 80 MB. */
    private static final int MOST_SAMPLES = 5_000_000;

    private static final int MOST_TEXTS = 200;

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Routes routes = new Routes();
    private final SeriesViews series;
    private final State state;

    /** @param connection asked for when the page is, as the sandbox knows its addresses late */
    public SandboxPage(
            Activity activity,
            SeriesViews series,
            CampaignList campaigns,
            Controls controls,
            Supplier<Connection> connection) {
        this.series = series;
        // Another sandbox on the same port counts from 1 again.
        this.state = new State(UUID.randomUUID().toString(), activity, series, controls);
        routes.on("GET", "state", (request, none) -> state(request))
                .on("GET", "campaigns", (request, none) -> Response.json(200, campaigns.all()))
                .on("GET", "connection", (request, none) -> Response.json(200, connection.get()))
                .on("GET", "series/*/samples", (request, id) -> samples(request, id.get(0)))
                .on("GET", "series/*/texts", (request, id) -> texts(id.get(0)))
                .on("POST", "switches/*/on", (request, key) -> done(() -> controls.set(key.get(0), true)))
                .on("POST", "switches/*/off", (request, key) -> done(() -> controls.set(key.get(0), false)))
                .on("POST", "switches/off", (request, none) -> done(controls::allOff))
                .on("POST", "actions/*", (request, key) -> done(() -> controls.press(key.get(0))))
                .on("GET", "*", (request, file) -> Assets.answer(file.get(0)));
    }

    /** The page, and behind it, for all other paths, a service. */
    public Service before(Service service) {
        return request ->
                request.path().equals(ROOT) || request.isUnder(PATH) ? answer(request) : service.answer(request);
    }

    private Response answer(Request request) {
        OwnPage.check(request);
        return content(request)
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", POLICY)
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff");
    }

    private Response content(Request request) {
        boolean head = request.method().equals("HEAD");
        Request asked = head ? new Request("GET", request.url(), request.headers(), request.content()) : request;
        if (!asked.path().equals(ROOT)) {
            return routes.answer(asked, asked.segmentsAfter(PATH));
        }
        if (!asked.method().equals("GET")) {
            throw Refusal.methodNotAllowed(asked);
        }
        return Assets.answer("index.html");
    }

    private Response state(Request request) {
        return Response.json(200, state.json(number(request, "requests"), number(request, "writes")));
    }

    private Response samples(Request request, String id) {
        // Before the samples: if some come in between, the page sees another version the next time, and asks again.
        String version = series.version(id);
        boolean more = parameter(request, "more").isPresent();
        SeriesViews.Columns columns = parameter(request, "period")
                .map(period -> series.aggregates(
                        id, period, parameter(request, "function").orElse("Avg"), MOST_SAMPLES))
                .orElseGet(() -> series.samples(id, more ? MOST_SAMPLES : MANY_SAMPLES));
        return BinaryColumns.answer(columns).header("X-Version", version);
    }

    private Response texts(String id) {
        return Response.json(
                200,
                series.texts(id, MOST_TEXTS).stream()
                        .map(text -> List.of(text.time(), text.value()))
                        .toList());
    }

    private static Response done(Runnable action) {
        action.run();
        return Response.of(204);
    }

    private static long number(Request request, String name) {
        String value = parameter(request, name).orElse("0");
        if (!value.matches("\\d{1,18}")) {
            throw Refusal.badRequest("%s=%s is not a number.".formatted(name, value));
        }
        return Long.parseLong(value);
    }

    private static Optional<String> parameter(Request request, String name) {
        return Optional.ofNullable(
                MultivaluedMapUtils.getFirstValue(URLUtils.parseParameters(request.rawQuery()), name));
    }
}
