package io.fourinsight.camel.observe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/** Shows the sessions, work, requests and connections of a component in Camel's developer console. */
@DevConsole(name = "fourinsight", displayName = "FourInsight", description = "Sessions, work and requests to 4Insight")
public final class FourInsightDevConsole extends AbstractDevConsole {

    public FourInsightDevConsole() {
        super("camel", "fourinsight", "FourInsight", "Sessions, work and requests to 4Insight");
    }

    /** A component that can be looked at. */
    public interface Visible {

        /** What there is to see of it now. */
        ComponentView view();
    }

    /** The started components of the context by name, in the order of their names. */
    private Map<String, ComponentView> views() {
        CamelContext context = getCamelContext();
        return context.getComponentNames().stream()
                .sorted()
                .filter(name ->
                        context.hasComponent(name) instanceof Visible visible && ServiceHelper.isStarted(visible))
                .collect(Collectors.toMap(
                        name -> name,
                        name -> ((Visible) context.hasComponent(name)).view(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        StringBuilder text = new StringBuilder();
        views().forEach((name, view) -> {
            text.append("Component ").append(name).append('\n');
            tables(view).forEach((title, rows) -> {
                text.append("  ").append(title).append(":\n");
                rows.forEach(row -> text.append("    ").append(line(row)).append('\n'));
            });
        });
        return text.toString();
    }

    private static String line(Map<String, Object> row) {
        return row.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining("  "));
    }

    private static Map<String, List<Map<String, Object>>> tables(ComponentView view) {
        Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
        tables.put("sessions", view.sessionRows());
        tables.put("consumers", view.consumerRows());
        tables.put("work", view.workRows());
        tables.put("requests", view.requestRows());
        tables.put("counts", view.countRows());
        tables.put("connections", view.poolRows());
        tables.put("caches", view.cacheRows());
        return tables;
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        JsonObject root = new JsonObject();
        views().forEach((name, view) -> {
            JsonObject component = new JsonObject();
            tables(view).forEach((title, rows) -> component.put(title, array(rows)));
            root.put(name, component);
        });
        return root;
    }

    private static JsonArray array(List<Map<String, Object>> rows) {
        JsonArray array = new JsonArray();
        rows.forEach(row -> array.add(new JsonObject(row)));
        return array;
    }
}
