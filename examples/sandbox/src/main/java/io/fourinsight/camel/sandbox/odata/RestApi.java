package io.fourinsight.camel.sandbox.odata;

import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataHandler;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;

/** The REST API's HTTP: finds what a path leads to and has Olingo answer. */
public final class RestApi implements Service {

    private final String path;
    private final Tables tables;
    private final ItemChanges changes;
    private final LowerStacks lowerStacks = LowerStacks.seed();
    private final CampaignSeries campaignSeries;
    private final int pageSize;
    private final Clock clock;
    private final Map<ApiVersion, ServiceMetadata> metadata = new EnumMap<>(ApiVersion.class);

    /**
     * @param path under which the API lies, ends with a slash
     */
    public RestApi(String path, int pageSize, Clock clock) {
        this.path = path;
        this.tables = TablesSeed.tables();
        this.changes = new ItemChanges(tables, clock);
        this.campaignSeries = new CampaignSeries(tables);
        this.pageSize = pageSize;
        this.clock = clock;
        for (ApiVersion version : ApiVersion.values()) {
            metadata.put(version, OData.newInstance().createServiceMetadata(new ApiModel(version), List.of()));
        }
    }

    public ItemChanges changes() {
        return changes;
    }

    /** The campaigns with their events, for those that look at the sandbox itself. */
    public CampaignList campaigns() {
        return new CampaignList(tables, changes);
    }

    @Override
    public Response answer(Request request) {
        List<String> segments = request.segmentsAfter(path);
        if (segments.size() < 2) {
            throw nothingAt(request);
        }
        ApiVersion version = ApiVersion.named(segments.get(0)).orElseThrow(() -> nothingAt(request));
        List<String> resource = segments.subList(1, segments.size());
        changes.apply();
        if (lowerStacks.isAt(resource)) {
            return lowerStacks.answer(request, version, resource);
        }
        if (campaignSeries.isAt(resource)) {
            return campaignSeries.answer(request);
        }
        Target target = Target.find(resource, tables);
        RowMapper mapper = new RowMapper(version, target.kind());

        ODataHandler handler = OData.newInstance().createRawHandler(metadata.get(version));
        handler.register(new CollectionReader(request, target, mapper, pageSize));
        handler.register(new EntityEditor(target, mapper, tables, clock));
        return response(handler.process(odataRequest(request, version, target)));
    }

    private static Refusal nothingAt(Request request) {
        return Refusal.notFound("There is nothing at %s.".formatted(request.path()));
    }

    private ODataRequest odataRequest(Request request, ApiVersion version, Target target) {
        String base = request.url().resolve(path + version.segment()).toString();
        // Olingo reads a plus as a plus, as the standard has it; ASP.NET, and so 4Insight, as the blank of a form.
        String query = Optional.ofNullable(request.rawQuery())
                .map(raw -> raw.replace("+", "%20"))
                .orElse(null);
        ODataRequest odata = new ODataRequest();
        odata.setMethod(method(request));
        odata.setProtocol("HTTP/1.1");
        odata.setRawBaseUri(base);
        odata.setRawODataPath(target.odataPath());
        odata.setRawQueryPath(query);
        odata.setRawRequestUri(base + target.odataPath() + (query == null ? "" : "?" + query));
        request.headers().forEach(odata::addHeader);
        odata.setBody(request.content().stream());
        return odata;
    }

    private static HttpMethod method(Request request) {
        return Arrays.stream(HttpMethod.values())
                .filter(method -> method.name().equals(request.method()))
                .findFirst()
                .orElseThrow(() -> Refusal.methodNotAllowed(request));
    }

    private static Response response(ODataResponse odata) {
        Response response = Response.of(odata.getStatusCode());
        for (Map.Entry<String, List<String>> header : odata.getAllHeaders().entrySet()) {
            response = response.header(header.getKey(), String.join(", ", header.getValue()));
        }
        try (InputStream content = odata.getContent()) {
            return content == null ? response : response.body(odata.getHeader("Content-Type"), content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Olingo's answer cannot be read", e);
        }
    }
}
