package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.reservoir.MetadataConflictException;
import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.reservoir.request.ExactMatch;
import io.fourinsight.client.reservoir.request.MetadataRequests;
import io.fourinsight.client.reservoir.request.ReservoirClient;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.call.RestResponse;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one series that has a value of metadata, or makes it.
 *
 * <p>The id of a series that is made follows from the metadata, so that whatever was done before an end comes upon the same
 * series when it is done again: the series first, since metadata can be connected with nothing else, then its metadata. A
 * search finds it only after that, and the steps up to there change nothing if they are repeated.
 */
final class NamedSeries {

    private final RestClient client;
    private final ReservoirClient reservoir;
    private final UploadRequests requests;
    private final MetadataRequests metadata;

    NamedSeries(ServiceUrl service, RestClient client) {
        this.client = client;
        this.reservoir = new ReservoirClient(client, service);
        this.requests = new UploadRequests(service);
        this.metadata = new MetadataRequests(service);
    }

    /** Asks what a series is. */
    RestRequest info(String seriesId) {
        return reservoir.info(seriesId);
    }

    /**
     * The id of the series, which is there after this.
     *
     * @param identity with all of its parts
     * @throws IllegalStateException if several other series have this metadata
     * @throws MetadataConflictException if the entry with this key has another value
     * @throws RestException if a step fails
     */
    String ensure(MetadataSearch identity, RequestContext caller) {
        String id = NameUuid.of(identity.segments()).toString();
        List<?> found = found(identity, caller);
        if (found.contains(id)) {
            return id;
        }
        if (found.size() > 1) {
            throw new IllegalStateException(
                    "There are " + found.size() + " series with this namespace, key, name and value, " + found
                            + "; take the metadata from all but one of them, or name one as seriesId");
        }
        if (found.size() == 1) {
            return String.valueOf(found.get(0));
        }
        client.send(requests.createEmpty(id), caller, RestResponse::status);
        client.send(metadata.attach(id, entry(identity, caller)), caller, RestResponse::status);
        return id;
    }

    private List<?> found(MetadataSearch identity, RequestContext caller) {
        ExactMatch match = new ExactMatch(identity);
        RestRequest request = reservoir.search(match.wider());
        Object answer = json(request, caller);
        if (answer != null && match.series(answer) instanceof List<?> ids) {
            return ids;
        }
        throw new RestException.Malformed(request.method(), request.uri(), "the answer has no series by id");
    }

    /** The id of the entry, which is made unless it is there: one that is must have the value, and may have others. */
    private String entry(MetadataSearch identity, RequestContext caller) {
        String namespace = identity.namespace();
        String key = Objects.requireNonNull(identity.key());
        String name = Objects.requireNonNull(identity.name());
        String value = Objects.requireNonNull(identity.value());
        try {
            return id(metadata.set(namespace, key, Map.of(name, value), false), caller);
        } catch (RestException.Status e) {
            if (e.status() != HttpStatus.SC_CONFLICT) {
                throw e;
            }
            RestRequest entry = metadata.get(namespace, key);
            Object values = Json.field(json(entry, caller), "Value");
            if (values instanceof Map<?, ?> map && value.equals(String.valueOf(map.get(name)))) {
                return id(entry, caller);
            }
            throw new MetadataConflictException(namespace, key, e);
        }
    }

    private String id(RestRequest request, RequestContext caller) {
        Object id = Json.field(json(request, caller), "Id");
        if (id == null) {
            throw new RestException.Malformed(request.method(), request.uri(), "the answer has no Id");
        }
        return id.toString();
    }

    private @Nullable Object json(RestRequest request, RequestContext caller) {
        return client.send(request, caller, Json.reader(request));
    }
}
