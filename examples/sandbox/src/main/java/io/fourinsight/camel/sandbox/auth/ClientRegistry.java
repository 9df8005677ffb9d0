package io.fourinsight.camel.sandbox.auth;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The clients that may ask for tokens. */
final class ClientRegistry {

    private final Map<String, Registration> clients = new ConcurrentHashMap<>();

    /**
     * @param applications secrets by client id
     */
    ClientRegistry(Map<String, String> applications) {
        applications.forEach(this::put);
    }

    /** Adds an application, or gives a known client another secret. */
    void put(String id, String secret) {
        clients.merge(id, Registration.ofApplication(secret), (known, added) -> known.withSecret(secret));
    }

    void put(String id, Registration registration) {
        clients.put(id, registration);
    }

    Optional<Registration> find(String id) {
        return Optional.ofNullable(clients.get(id));
    }
}
