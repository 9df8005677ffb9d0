package io.fourinsight.camel.login;

import io.fourinsight.camel.options.SessionConfiguration;
import io.fourinsight.client.Environment;
import io.fourinsight.client.assembly.ServiceAddress;
import io.fourinsight.client.assembly.ServiceAddress.Parts;
import io.fourinsight.client.rest.url.ServiceUrl;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.user.UserAccount;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The address of a service as an endpoint's options say it, and what else they say of the people who sign in there. */
public record ServiceSettings(ServiceAddress address) {

    /**
     * Takes what is set, and from the environment what is not.
     *
     * @throws IllegalArgumentException if the environment does not know it, or a URL cannot be used
     */
    public static ServiceSettings resolve(Service service, SessionConfiguration configuration) {
        Environment environment = configuration.getEnvironment();
        boolean api = service == Service.API;
        Parts set = new Parts(
                api ? configuration.getApiUrl() : configuration.getReservoirUrl(),
                api ? configuration.getApiScope() : configuration.getReservoirScope(),
                configuration.getTokenUrl());
        Parts known = new Parts(environment.url(service), environment.scope(service), environment.tokenUrl());
        return new ServiceSettings(ServiceAddress.resolve(service, set, known, environment.name()));
    }

    public Service service() {
        return address.service();
    }

    public ServiceUrl url() {
        return address.url();
    }

    public String scope() {
        return address.scope();
    }

    public URI tokenUrl() {
        return address.tokenUrl();
    }

    /** Where the tokens of a user are kept. */
    UserAccount account(@Nullable String sessionKey, SessionConfiguration configuration) {
        String directory = configuration.getTokenDirectory();
        return configuration
                .getEnvironment()
                .account(
                        service(),
                        url().uri(),
                        sessionKey,
                        directory == null || directory.isBlank() ? null : Path.of(directory));
    }

    /**
     * The page where users sign in.
     *
     * @throws IllegalArgumentException if it is neither set nor known, or what is set cannot be used
     */
    public URI authority(SessionConfiguration configuration) {
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
        return configuration.getEnvironment().authority(service(), url().uri());
    }

    private static Optional<URI> setAuthority(SessionConfiguration configuration) {
        return Optional.ofNullable(configuration.getAuthorityUrl())
                .filter(page -> !page.isBlank())
                .map(page -> ServiceUrl.parseSecure("authorityUrl", page));
    }
}
