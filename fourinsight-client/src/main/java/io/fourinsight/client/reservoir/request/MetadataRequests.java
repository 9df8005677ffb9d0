package io.fourinsight.client.reservoir.request;

import io.fourinsight.client.reservoir.MetadataConflictException;
import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hc.core5.http.HttpStatus;

/** What can be asked of the DataReservoir's metadata: entries of named values, with an id, and a key in a namespace. */
public final class MetadataRequests {

    private static final String METADATA = "metadata";
    private static final String VALUES = "Value";

    private final ServiceUrl service;

    public MetadataRequests(ServiceUrl service) {
        this.service = service;
    }

    /** Asks for the entry with the id. */
    public RestRequest get(String metadataId) {
        return RestRequest.get(service.resolve(METADATA, metadataId)).about(entry(metadataId));
    }

    /** Asks for the entry with the key. */
    public RestRequest get(String namespace, String key) {
        return RestRequest.get(service.resolve(METADATA, namespace, key))
                .about("metadata with namespace '" + namespace + "' and key '" + key + "'");
    }

    /** Deletes the entry with the id. */
    public RestRequest delete(String metadataId) {
        return RestRequest.of("DELETE", service.resolve(METADATA, metadataId), null)
                .about(entry(metadataId));
    }

    /** Asks for the namespaces. Observed with a slash at its end, and so sent with it. */
    public RestRequest browse() {
        return RestRequest.get(URI.create(service.resolve(METADATA) + "/"));
    }

    /** Asks for the keys in a namespace. */
    public RestRequest browse(String namespace) {
        return RestRequest.get(service.resolve(METADATA, namespace));
    }

    /**
     * Asks for entries.
     *
     * @throws IllegalArgumentException if the search has a name without value, which this request has no form for
     */
    public RestRequest search(MetadataSearch search) {
        if (search.name() != null && search.value() == null) {
            throw new IllegalArgumentException(
                    "value must be set to search for metadata with name '" + search.name() + "'");
        }
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("Namespace", search.namespace());
        if (search.key() != null) {
            wanted.put("Key", search.key());
        }
        wanted.put("Value", search.name() == null ? Map.of() : Map.of(search.name(), search.value()));
        return RestRequest.question(service.resolve(METADATA, "search"), Json.entity(wanted));
    }

    /** Connects an entry with a series. */
    public RestRequest attach(String seriesId, String metadataId) {
        return RestRequest.of("PUT", of(seriesId), Json.entity(List.of(metadataId)))
                .about(both(seriesId, metadataId));
    }

    /** Undoes {@link #attach}. */
    public RestRequest detach(String seriesId, String metadataId) {
        return RestRequest.of("DELETE", of(seriesId), Json.entity(List.of(metadataId)))
                .about(both(seriesId, metadataId));
    }

    private static String entry(String metadataId) {
        return "metadata '" + metadataId + "'";
    }

    private static String both(String seriesId, String metadataId) {
        return ReservoirClient.series(seriesId) + " or " + entry(metadataId);
    }

    private URI of(String seriesId) {
        return service.resolve("timeseries", seriesId, METADATA);
    }

    /**
     * Sets the values of the entry with the key, and makes the entry if there is none.
     *
     * @param overwrite whether an entry that is there gets these values instead of its own, or is a conflict, status 409
     * @throws IllegalArgumentException if the values have no form in JSON
     */
    public RestRequest set(String namespace, String key, Map<?, ?> values, boolean overwrite) {
        URI url = ServiceUrl.build(
                service.at(METADATA, namespace, key).addParameter("overwrite", Boolean.toString(overwrite)));
        return RestRequest.of("PUT", url, Json.entity(Map.of(VALUES, values)));
    }

    /**
     * Sets the values of the entry with the key, and says of a conflict what it is about.
     *
     * @param send sends the request, and the one that reads the entry instead if it was set already
     * @param read sends a request and reads its answer as JSON
     * @return what {@code send} made of the answer
     * @throws MetadataConflictException if there are other values already, and these must not overwrite them
     */
    public <T> T set(
            String namespace,
            String key,
            Map<?, ?> values,
            boolean overwrite,
            Function<RestRequest, T> send,
            Function<RestRequest, Object> read) {
        try {
            return send.apply(set(namespace, key, values, overwrite));
        } catch (RestException.Status e) {
            if (e.status() != HttpStatus.SC_CONFLICT) {
                throw e;
            }
            RestRequest entry = get(namespace, key);
            // The first attempt, whose answer was lost, may have set what is in the way of its repetition.
            if (e.isRepetition() && Json.copy(values).equals(Json.field(read.apply(entry), VALUES))) {
                return send.apply(entry);
            }
            throw new MetadataConflictException(namespace, key, e);
        }
    }
}
