package io.fourinsight.camel.sandbox.odata;

import io.fourinsight.camel.sandbox.http.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.olingo.commons.api.data.ContextURL;
import org.apache.olingo.commons.api.data.EntityCollection;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.processor.EntityCollectionProcessor;
import org.apache.olingo.server.api.serializer.EntityCollectionSerializerOptions;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriResourceEntitySet;

/** Answers a GET of a collection, page by page. */
final class CollectionReader implements EntityCollectionProcessor {

    private static final String SKIP_TOKEN = "$skiptoken";

    private final Request request;
    private final Target target;
    private final RowMapper mapper;
    private final int pageSize;
    private OData odata;
    private ServiceMetadata metadata;

    CollectionReader(Request request, Target target, RowMapper mapper, int pageSize) {
        this.request = request;
        this.target = target;
        this.mapper = mapper;
        this.pageSize = pageSize;
    }

    @Override
    public void init(OData odata, ServiceMetadata metadata) {
        this.odata = odata;
        this.metadata = metadata;
    }

    @Override
    public void readEntityCollection(
            ODataRequest odataRequest, ODataResponse response, UriInfo query, ContentType format)
            throws ODataApplicationException, ODataLibraryException {
        CollectionQuery.Page page = new CollectionQuery(mapper, query).page(target.rows(), pageSize);
        EntityCollection entities = new EntityCollection();
        page.rows().forEach(row -> entities.getEntities().add(mapper.entity(row)));
        entities.setCount(page.total());
        page.nextToken().ifPresent(token -> entities.setNext(nextLink(token)));

        EdmEntitySet set = ((UriResourceEntitySet) query.getUriResourceParts().get(0)).getEntitySet();
        ContextURL context = ContextURL.with()
                .serviceRoot(URI.create(odataRequest.getRawBaseUri() + "/"))
                .entitySet(set)
                .selectList(odata.createUriHelper()
                        .buildContextURLSelectList(set.getEntityType(), null, query.getSelectOption()))
                .build();
        EntityCollectionSerializerOptions options = EntityCollectionSerializerOptions.with()
                .contextURL(context)
                .count(query.getCountOption())
                .select(query.getSelectOption())
                .build();
        response.setContent(odata.createSerializer(format)
                .entityCollection(metadata, set.getEntityType(), entities, options)
                .getContent());
        response.setStatusCode(200);
        response.setHeader("Content-Type", format.toContentTypeString());
    }

    /** The request's own URL with the token, so that the other options go on to hold. */
    private URI nextLink(int token) {
        Stream<String> others = Arrays.stream(
                        Optional.ofNullable(request.rawQuery()).orElse("").split("&"))
                .filter(option -> !option.isEmpty() && !isSkipToken(option));
        String query =
                Stream.concat(others, Stream.of(SKIP_TOKEN + "=" + token)).collect(Collectors.joining("&"));
        return URI.create(request.url().resolve(request.path()) + "?" + query);
    }

    private static boolean isSkipToken(String option) {
        return URLDecoder.decode(option, StandardCharsets.UTF_8).startsWith(SKIP_TOKEN + "=");
    }
}
