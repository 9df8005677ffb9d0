package io.fourinsight.client;

import io.fourinsight.client.assembly.ServiceConnection;
import io.fourinsight.client.reservoir.MetadataConflictException;
import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.reservoir.request.MetadataRequests;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RestRequest;
import java.util.List;
import java.util.Map;

/**
 * The metadata of the DataReservoir: entries of named values, each with an id, and with a key in a namespace.
 *
 * <p>All methods throw a {@link RestException} if no good answer comes, and a
 * {@link io.fourinsight.client.session.SessionException} if there is no token.
 */
public final class MetadataClient {

    private final ServiceConnection connection;
    private final MetadataRequests requests;

    MetadataClient(ServiceConnection connection) {
        this.connection = connection;
        this.requests = new MetadataRequests(connection.url());
    }

    public Map<?, ?> get(String metadataId) {
        return (Map<?, ?>) send(requests.get(metadataId));
    }

    public Map<?, ?> get(String namespace, String key) {
        return (Map<?, ?>) send(requests.get(namespace, key));
    }

    /**
     * Sets the values of the entry with the key, and makes the entry if there is none.
     *
     * @param overwrite whether an entry that is there gets these values instead of its own
     * @return the entry with its id
     * @throws MetadataConflictException if there are other values already, and these must not overwrite them
     */
    public Map<?, ?> set(String namespace, String key, Map<?, ?> values, boolean overwrite) {
        return (Map<?, ?>) requests.set(namespace, key, values, overwrite, this::send, this::send);
    }

    public void delete(String metadataId) {
        connection.client().delete(requests.delete(metadataId), connection.context());
    }

    /** The namespaces, in the order of their letters. */
    public List<String> namespaces() {
        return names(send(requests.browse()));
    }

    /** The keys in a namespace, in the order of their letters. */
    public List<String> keys(String namespace) {
        return names(send(requests.browse(namespace)));
    }

    /**
     * The entries that a search finds.
     *
     * @throws IllegalArgumentException if the search has a name without value
     */
    public List<?> search(MetadataSearch search) {
        Object found = send(requests.search(search));
        return found == null ? List.of() : (List<?>) found;
    }

    private Object send(RestRequest request) {
        return connection.client().send(request, connection.context(), Json.reader(request));
    }

    private static List<String> names(Object answer) {
        return answer instanceof List<?> names
                ? names.stream().map(String::valueOf).sorted().toList()
                : List.of();
    }
}
