package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import java.util.List;
import java.util.Optional;

/** What a client may ask for on behalf of a user: one service at most, and what OpenID Connect defines. */
final class UserScopes {

    private static final Scope OPENID = new Scope(
            OIDCScopeValue.OPENID, OIDCScopeValue.PROFILE, OIDCScopeValue.EMAIL, OIDCScopeValue.OFFLINE_ACCESS);

    private final List<ServiceScopes> services;

    UserScopes(List<ServiceScopes> services) {
        this.services = List.copyOf(services);
    }

    Scope all() {
        Scope all = new Scope(OPENID);
        services.forEach(service -> all.add(service.write()));
        return all;
    }

    boolean allow(Scope scope) {
        long wanted = services.stream()
                .filter(service -> scope.contains(service.write()))
                .count();
        return !scope.isEmpty() && wanted <= 1 && all().containsAll(scope);
    }

    Optional<ServiceScopes> serviceOf(Scope scope) {
        return services.stream()
                .filter(service -> scope.contains(service.write()))
                .findFirst();
    }
}
