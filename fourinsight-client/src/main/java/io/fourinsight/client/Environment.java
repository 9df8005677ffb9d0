package io.fourinsight.client;

import io.fourinsight.client.rest.url.ServiceUrl;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.user.UserAccount;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An installation of 4Insight, with the URLs and scopes that are known of it; what is not known is null. */
public enum Environment {
    PROD(
            "https://api.4insight.io/",
            "4insight-api-prod",
            "https://4insight.io/auth",
            "https://reservoir-api.4subsea.net/api/",
            "reservoir-prod"),
    QA(null, null, null, "https://reservoir-api-qa.4subsea.net/api/", "reservoir-qa"),
    TEST(
            "https://4insight-api-test.4subsea.net/",
            "4insight-api-test",
            "https://4insight-test.4subsea.net/auth",
            "https://reservoir-api-test.4subsea.net/api/",
            "reservoir-test"),
    DEV(null, null, null, "http://localhost:5824/api/", "reservoir-dev");

    private static final String TENANT = "4subseaid.onmicrosoft.com";
    private static final String RESERVOIR_AUTHORITY = "/account";

    private final @Nullable String apiUrl;
    private final @Nullable String apiScope;
    private final @Nullable String apiAuthority;
    private final String reservoirUrl;
    private final String reservoirScope;

    Environment(
            @Nullable String apiUrl,
            @Nullable String api,
            @Nullable String apiAuthority,
            String reservoirUrl,
            String reservoir) {
        this.apiUrl = apiUrl;
        this.apiScope = api == null ? null : scope(api);
        this.apiAuthority = apiAuthority;
        this.reservoirUrl = reservoirUrl;
        this.reservoirScope = scope(reservoir);
    }

    /** The base URL of a service, or null. */
    public @Nullable String url(Service service) {
        return service == Service.API ? apiUrl : reservoirUrl;
    }

    /**
     * Where the tokens of a user are kept: one file never serves two installations of the service.
     *
     * @param url the service's own, or null for that of the environment
     * @param sessionKey may be null
     * @param tokenDirectory null for the place that the operating system has
     * @throws IllegalArgumentException if the session key cannot be part of a file name
     */
    public UserAccount account(
            Service service, @Nullable URI url, @Nullable String sessionKey, @Nullable Path tokenDirectory) {
        UserAccount account = new UserAccount(
                service, name().toLowerCase(Locale.ROOT), isOwn(service, url) ? null : url, sessionKey, tokenDirectory);
        account.file(); // refuses now what cannot be part of its name
        return account;
    }

    /**
     * The page where users sign in to a service and find the text to paste, if it is known.
     *
     * @param url the service's own, or null for that of the environment
     */
    public Optional<URI> authority(Service service, @Nullable URI url) {
        if (service == Service.API) {
            return Optional.ofNullable(apiAuthority)
                    .filter(known -> isOwn(service, url))
                    .map(URI::create);
        }
        return Optional.of((url == null ? URI.create(reservoirUrl) : url).resolve(RESERVOIR_AUTHORITY));
    }

    private boolean isOwn(Service service, @Nullable URI url) {
        String usual = url(service);
        return url == null
                || usual != null && ServiceUrl.parse("url", usual).uri().equals(url);
    }

    /** The scope of a service's tokens, or null. */
    public @Nullable String scope(Service service) {
        return service == Service.API ? apiScope : reservoirScope;
    }

    /** The token endpoint of the one tenant that all environments are in. */
    public String tokenUrl() {
        return "https://login.microsoftonline.com/" + TENANT + "/oauth2/v2.0/token";
    }

    private static String scope(String application) {
        return "https://" + TENANT + "/" + application + "/.default";
    }
}
