package io.fourinsight.camel.options;

import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The credentials of one session key, from {@code camel.component.fourinsight.sessions[key].client-id} and its like. */
public class SessionCredentials {

    private @Nullable String clientId;
    private @Nullable String clientSecret;
    private final SortedSet<String> unknown = new TreeSet<>();

    public @Nullable String getClientId() {
        return clientId;
    }

    public void setClientId(@Nullable String clientId) {
        this.clientId = clientId;
    }

    public @Nullable String getClientSecret() {
        return clientSecret;
    }

    public void setClientSecret(@Nullable String clientSecret) {
        this.clientSecret = clientSecret;
    }

    /** The names that were set and are no options. */
    public SortedSet<String> unknownNames() {
        return new TreeSet<>(unknown);
    }

    void addUnknown(String name) {
        unknown.add(name);
    }
}
