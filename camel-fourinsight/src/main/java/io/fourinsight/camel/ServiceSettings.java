package io.fourinsight.camel;

import io.fourinsight.camel.rest.ServiceUrl;
import io.fourinsight.camel.session.Service;
import io.fourinsight.camel.session.UserAccount;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a service is and what a token for it must be asked of.
 *
 * @param service which one
 * @param url its base URL
 * @param scope the scope of its tokens
 * @param tokenUrl the token endpoint
 */
record ServiceSettings(Service service, ServiceUrl url, String scope, URI tokenUrl) {

    /**
     * Takes what is set, and from the environment what is not.
     *
     * @throws IllegalArgumentException if the environment does not know it, or a URL cannot be used
     */
    static ServiceSettings resolve(Service service, SessionConfiguration configuration) {
        Environment environment = configuration.getEnvironment();
        boolean api = service == Service.API;
        String url = known(
                api ? "apiUrl" : "reservoirUrl",
                api ? configuration.getApiUrl() : configuration.getReservoirUrl(),
                environment.url(service),
                environment);
        String scope = known(
                api ? "apiScope" : "reservoirScope",
                api ? configuration.getApiScope() : configuration.getReservoirScope(),
                environment.scope(service),
                environment);
        String tokenUrl = known("tokenUrl", configuration.getTokenUrl(), environment.tokenUrl(), environment);
        return new ServiceSettings(
                service,
                ServiceUrl.parse(api ? "apiUrl" : "reservoirUrl", url),
                scope,
                ServiceUrl.parseSecure("tokenUrl", tokenUrl));
    }

    /** Where the tokens of a user are kept. */
    UserAccount account(String sessionKey, SessionConfiguration configuration) {
        String directory = configuration.getTokenDirectory();
        return configuration
                .getEnvironment()
                .account(
                        service,
                        url.uri(),
                        sessionKey,
                        directory == null || directory.isBlank() ? null : Path.of(directory));
    }

    /**
     * The page where users sign in.
     *
     * @throws IllegalArgumentException if it is neither set nor known, or what is set cannot be used
     */
    URI authority(SessionConfiguration configuration) {
        return setAuthority(configuration)
                .or(() -> usualAuthority(configuration))
                .orElseThrow(() -> new IllegalArgumentException(
                        "authorityUrl must be set: the page where users of this installation sign in is not known"));
    }

    /**
     * The page where users sign in, if it is another than the environment's.
     *
     * @throws IllegalArgumentException if it cannot be used
     */
    Optional<URI> otherAuthority(SessionConfiguration configuration) {
        return setAuthority(configuration)
                .filter(page -> !usualAuthority(configuration).equals(Optional.of(page)));
    }

    private Optional<URI> usualAuthority(SessionConfiguration configuration) {
        return configuration.getEnvironment().authority(service, url.uri());
    }

    private static Optional<URI> setAuthority(SessionConfiguration configuration) {
        return Optional.ofNullable(configuration.getAuthorityUrl())
                .filter(page -> !page.isBlank())
                .map(page -> ServiceUrl.parseSecure("authorityUrl", page));
    }

    private static String known(String option, String value, String ofEnvironment, Environment environment) {
        if (value != null && !value.isBlank()) {
            return value;
        }
        if (ofEnvironment == null) {
            throw new IllegalArgumentException(option + " must be set: it is not known for environment '"
                    + environment.name().toLowerCase(Locale.ROOT) + "'");
        }
        return ofEnvironment;
    }
}
