package io.fourinsight.camel.sandbox.odata;

import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.olingo.commons.api.data.ContextURL;
import org.apache.olingo.commons.api.data.Entity;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.commons.api.http.HttpMethod;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.processor.EntityProcessor;
import org.apache.olingo.server.api.serializer.EntitySerializerOptions;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriResourceEntitySet;

/** Reads one entity, and creates, changes and deletes those of a writable kind. */
final class EntityEditor implements EntityProcessor {

    private final Target target;
    private final RowMapper mapper;
    private final Tables tables;
    private final Clock clock;
    private OData odata;
    private ServiceMetadata metadata;

    EntityEditor(Target target, RowMapper mapper, Tables tables, Clock clock) {
        this.target = target;
        this.mapper = mapper;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public void init(OData odata, ServiceMetadata metadata) {
        this.odata = odata;
        this.metadata = metadata;
    }

    @Override
    public void readEntity(ODataRequest request, ODataResponse response, UriInfo query, ContentType format)
            throws ODataLibraryException {
        write(200, target.row(), request, response, query, format);
    }

    @Override
    public void createEntity(
            ODataRequest request,
            ODataResponse response,
            UriInfo query,
            ContentType requestFormat,
            ContentType responseFormat)
            throws ODataApplicationException, ODataLibraryException {
        checkWritable();
        Map<String, Object> values = new HashMap<>();
        values.put(EntityKind.KEY, UUID.randomUUID().toString());
        values.putAll(values(request, query, requestFormat));
        Row row = save(values);
        response.setHeader(
                "Location", request.getRawBaseUri() + "/" + target.kind().collection() + "/" + row.id());
        write(201, row, request, response, query, responseFormat);
    }

    @Override
    public void updateEntity(
            ODataRequest request,
            ODataResponse response,
            UriInfo query,
            ContentType requestFormat,
            ContentType responseFormat)
            throws ODataApplicationException, ODataLibraryException {
        checkWritable();
        boolean replace = request.getMethod() == HttpMethod.PUT;
        Map<String, Object> values =
                new HashMap<>(replace ? Map.of() : target.row().values());
        values.putAll(values(request, query, requestFormat));
        values.put(EntityKind.KEY, target.row().id());
        write(200, save(values), request, response, query, responseFormat);
    }

    @Override
    public void deleteEntity(ODataRequest request, ODataResponse response, UriInfo query)
            throws ODataApplicationException {
        checkWritable();
        tables.remove(target.kind(), target.row().id());
        response.setStatusCode(204);
    }

    private void checkWritable() throws ODataApplicationException {
        if (!target.kind().isWritable()) {
            throw new ODataApplicationException(target.kind().collection() + " can only be read.", 405, Locale.ROOT);
        }
    }

    private Map<String, Object> values(ODataRequest request, UriInfo query, ContentType format)
            throws ODataLibraryException {
        Entity entity = odata.createDeserializer(format, metadata)
                .entity(request.getBody(), set(query).getEntityType())
                .getEntity();
        return mapper.values(entity);
    }

    private Row save(Map<String, Object> values) {
        values.put("Modified", clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Row row = new Row(values);
        tables.put(target.kind(), row);
        return row;
    }

    private void write(
            int status, Row row, ODataRequest request, ODataResponse response, UriInfo query, ContentType format)
            throws ODataLibraryException {
        EdmEntitySet set = set(query);
        ContextURL context = ContextURL.with()
                .serviceRoot(URI.create(request.getRawBaseUri() + "/"))
                .entitySet(set)
                .suffix(ContextURL.Suffix.ENTITY)
                .selectList(odata.createUriHelper()
                        .buildContextURLSelectList(set.getEntityType(), null, query.getSelectOption()))
                .build();
        EntitySerializerOptions options = EntitySerializerOptions.with()
                .contextURL(context)
                .select(query.getSelectOption())
                .build();
        response.setContent(odata.createSerializer(format)
                .entity(metadata, set.getEntityType(), mapper.entity(row), options)
                .getContent());
        response.setStatusCode(status);
        response.setHeader("Content-Type", format.toContentTypeString());
    }

    private static EdmEntitySet set(UriInfo query) {
        return ((UriResourceEntitySet) query.getUriResourceParts().get(0)).getEntitySet();
    }
}
