package io.fourinsight.camel.login;

import io.fourinsight.client.rest.url.ServiceUrl;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.user.UserAccount;
import java.net.URI;
import java.util.Optional;

/**
 * The account that the options mean, and where its user signs in.
 *
 * @param authority the page that shows the text to paste, if it is known
 */
record Target(UserAccount account, Optional<URI> authority) {

    /** @throws IllegalArgumentException that names the option which cannot be used */
    static Target of(LoginOptions options) {
        boolean api = options.service == Service.API;
        String given = api ? options.apiUrl : options.reservoirUrl;
        URI url = given == null
                ? null
                : ServiceUrl.parse(api ? "--api-url" : "--reservoir-url", given).uri();
        UserAccount account =
                options.environment.account(options.service, url, options.sessionKey, options.tokenDirectory);
        Optional<URI> authority = Optional.ofNullable(options.authorityUrl)
                .map(text -> ServiceUrl.parseSecure("--authority-url", text))
                .or(() -> options.environment.authority(options.service, url));
        return new Target(account, authority);
    }
}
