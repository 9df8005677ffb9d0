package io.fourinsight.camel.sandbox.odata;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands on the wellhead of a campaign: one object each, and no collection. */
final class LowerStacks {

    private static final String RESOURCE = "lower-stacks.json";

    private final Map<String, Map<String, Object>> byCampaign;

    private LowerStacks(Map<String, Map<String, Object>> byCampaign) {
        this.byCampaign = byCampaign;
    }

    static LowerStacks seed() {
        try (InputStream json = LowerStacks.class.getResourceAsStream(RESOURCE)) {
            return new LowerStacks(new ObjectMapper().readValue(json, new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " is damaged", e);
        }
    }

    boolean isAt(List<String> path) {
        return path.size() == 3
                && path.get(0).equalsIgnoreCase(EntityKind.CAMPAIGN.collection())
                && path.get(2).equalsIgnoreCase("LowerStack");
    }

    Response answer(Request request, ApiVersion version, List<String> path) {
        if (!request.method().equals("GET")) {
            throw Refusal.methodNotAllowed(request);
        }
        Map<String, Object> stack = byCampaign.get(path.get(1));
        if (stack == null) {
            throw Refusal.notFound("There is no lower stack of a campaign %s.".formatted(path.get(1)));
        }
        return Response.json(200, named(stack, version));
    }

    private static Object named(Object value, ApiVersion version) {
        if (value instanceof List<?> list) {
            return list.stream().map(element -> named(element, version)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> named = new LinkedHashMap<>();
            map.forEach((name, inner) -> named.put(version.property((String) name), named(inner, version)));
            return named;
        }
        return value;
    }
}
