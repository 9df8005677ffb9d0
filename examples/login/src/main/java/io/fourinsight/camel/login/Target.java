package io.fourinsight.camel.login;

import io.fourinsight.camel.Environment;
import io.fourinsight.camel.rest.ServiceUrl;
import io.fourinsight.camel.session.Service;
import io.fourinsight.camel.session.UserAccount;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * The account that the options mean, and where its user signs in.
 *
 * @param authority the page that shows the text to paste, if it is known
 */
record Target(UserAccount account, Optional<URI> authority) {
    private static final String ACCOUNT_PAGE = "/account";

    /** @throws IllegalArgumentException that names the option which cannot be used */
    static Target of(LoginOptions options) {
        boolean api = options.service == Service.API;
        String given = api ? options.apiUrl : options.reservoirUrl;
        Optional<URI> usual = Optional.ofNullable(options.environment.url(options.service))
                .map(url -> ServiceUrl.parse("url", url).uri());
        Optional<URI> url = Optional.ofNullable(given)
                .map(text -> ServiceUrl.parse(api ? "--api-url" : "--reservoir-url", text)
                        .uri());
        Optional<URI> other = url.filter(uri -> !uri.equals(usual.orElse(null)));
        UserAccount account = new UserAccount(
                options.service,
                options.environment.name().toLowerCase(Locale.ROOT),
                other.orElse(null),
                options.sessionKey,
                options.tokenDirectory);
        account.file(); // a session key that cannot be is found out now
        Optional<URI> authority = Optional.ofNullable(options.authorityUrl)
                .map(text -> ServiceUrl.parseSecure("--authority-url", text))
                .or(() -> api ? apiAuthority(options.environment, other) : reservoirAuthority(url.or(() -> usual)));
        return new Target(account, authority);
    }

    private static Optional<URI> apiAuthority(Environment environment, Optional<URI> other) {
        if (other.isPresent()) {
            return Optional.empty();
        }
        return switch (environment) {
            case PROD -> Optional.of(URI.create("https://4insight.io/auth"));
            case TEST -> Optional.of(URI.create("https://4insight-test.4subsea.net/auth"));
            case QA, DEV -> Optional.empty();
        };
    }

    private static Optional<URI> reservoirAuthority(Optional<URI> url) {
        return url.map(uri -> uri.resolve(ACCOUNT_PAGE));
    }
}
