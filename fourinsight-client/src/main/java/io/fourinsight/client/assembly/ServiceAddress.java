package io.fourinsight.client.assembly;

import io.fourinsight.client.rest.url.ServiceUrl;
import io.fourinsight.client.session.Service;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a service is and what a token for it must be asked of.
 *
 * @param service which one
 * @param url its base URL
 * @param scope the scope of its tokens
 * @param tokenUrl the token endpoint
 */
public record ServiceAddress(Service service, ServiceUrl url, String scope, URI tokenUrl) {

    /** The parts that a user sets, or that are known of an environment; each may be null. */
    public record Parts(@Nullable String url, @Nullable String scope, @Nullable String tokenUrl) {}

    /**
     * Takes what is set, and what is not from what is known.
     *
     * @param environment names what is known, for the error
     * @throws IllegalArgumentException if a part is neither set nor known, or a URL cannot be used; it names the option
     */
    public static ServiceAddress resolve(Service service, Parts set, Parts known, String environment) {
        String name = service.name().toLowerCase(Locale.ROOT);
        String url = part(name + "Url", set.url(), known.url(), environment);
        String scope = part(name + "Scope", set.scope(), known.scope(), environment);
        String tokenUrl = part("tokenUrl", set.tokenUrl(), known.tokenUrl(), environment);
        return new ServiceAddress(
                service, ServiceUrl.parse(name + "Url", url), scope, ServiceUrl.parseSecure("tokenUrl", tokenUrl));
    }

    private static String part(String option, @Nullable String set, @Nullable String known, String environment) {
        if (set != null && !set.isBlank()) {
            return set;
        }
        if (known == null) {
            throw new IllegalArgumentException(option + " must be set: it is not known for environment '"
                    + environment.toLowerCase(Locale.ROOT) + "'");
        }
        return known;
    }
}
