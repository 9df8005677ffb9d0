package io.fourinsight.client.session.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which endpoints an entry allows, and what an entry may be. */
class SignInHostsTest {
    private static final SignInHosts HOSTS =
            SignInHosts.of(List.of("Login.example/tenant", "whole.example", "127.0.0.1:8080", "[::1]"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.EXAMPLE/tenant/token",
                "https://login.example:443/tenant/oauth2/v2.0/token?p=B2C_1A",
                "https://login.example/tenant",
                "https://login.example/tenant/",
                "https://login.example/tenant/.well-known/a..b/~me/x-y/..c/token...",
                "https://whole.example",
                "https://whole.example/",
                "https://whole.example/any/token",
                "http://127.0.0.1:8080/x",
                "https://127.0.0.1:8080/x",
                "http://[::1]:9/x"
            })
    void anEntryAllowsItsHostItsTenantOrItsLoopbackAddress(String allowed) {
        assertThat(HOSTS.check("It", URI.create(allowed))).isNotNull();
    }

    /** It comes from a pasted text or a file, and a pattern that repeats a group may need stack for each of its parts. */
    @Test
    void aPathOfManySegmentsIsChecked() {
        String path = "/a".repeat(50_000);
        assertThat(HOSTS.check("It", URI.create("https://whole.example" + path)))
                .isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HOSTS.check("It", URI.create("https://whole.example" + path + "/..")))
                .withMessageContaining("plain path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example/other/token",
                "https://login.example/tenant2/token",
                "https://login.example/Tenant/token",
                "https://login.example//tenant/token",
                "https://login.example",
                "https://other.example/tenant/token",
                "https://a.whole.example/token",
                "https://whole.example./token",
                "https://whole.example:8443/token",
                "https://me@whole.example/token",
                "https://whole.example/token#x",
                "https://my_login.example/token",
                "http://login.example/tenant/token",
                "http://127.0.0.1:8081/x",
                "http://127.0.0.2:8080/x",
                "mailto:whole.example"
            })
    void whatNoEntryNamesIsRefused(String refused) {
        assertThatIllegalArgumentException().isThrownBy(() -> HOSTS.check("It", URI.create(refused)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tenant/../other",
                "tenant/./../other",
                "tenant/.",
                "tenant/..",
                "tenant/..;/other",
                "tenant/..;x=y/other",
                "tenant/;/../other",
                "tenant/a;b",
                "tenant//other",
                "tenant/a//..//other",
                "tenant/%2e%2E/other",
                "tenant/%252e%252e/other",
                "tenant/%25252e%25252e/other",
                "tenant/x%2F..%2f..%2fother",
                "tenant/..%5Cother",
                "tenant/%5c..%5cother",
                "tenant/%00/other",
                "tenant/%0d%0aother",
                "tenant/%09",
                "tenant/..%c0%af",
                "tenant/a,b",
                "tenant/a:b@c",
                "tenant/\u2024\u2024/other",
                "tenant/\uff0f\uff0e\uff0e/other",
            })
    void aPathThatSomeServerMayReadOtherwiseIsRefused(String path) {
        for (String host : List.of("login.example", "whole.example")) {
            URI endpoint = URI.create("https://" + host + "/" + path + "/token");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HOSTS.check("It", endpoint))
                    .withMessageContaining("plain path");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tenant\\..\\other", "tenant/a b", "tenant/\u0007", "tenant/\n", "tenant/%zz", "tenant/\u0000"})
    void somePathsAreNoUrlAtAll(String path) {
        assertThat(catchThrowable(() -> new URI("https://whole.example/" + path)))
                .isInstanceOf(URISyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example",
                "login.example:8443",
                "login.example:443/tenant",
                "*",
                "*.example",
                "a b",
                "",
                ".",
                "..",
                "-",
                "login..example",
                ".login.example",
                "login.example.",
                "-login.example",
                "login-.example",
                "my_login.example",
                "l\u00f6gin.example",
                "user@login.example",
                "login.example\n",
                "127.0.0.1/tenant",
                "127.0.0.1:8080/tenant",
                "127.0.0.1:",
                "[::1]/tenant",
                "[::2]",
                "::1",
                "::1:8080",
                "127.0.0.1:8080\\n",
            })
    void anEntryMustBeAHost(String entry) {
        assertRefused(entry);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/tenant",
                "tenant/",
                "tenant/other",
                "..",
                ".",
                "..;",
                "..;x",
                ";",
                "a;b",
                "%2e%2e",
                "%252e%252e",
                "%2f",
                "%00",
                "a\\b",
                "..\\x",
                "a\tb",
                "a\n",
                "a\u0000",
                "\u0007",
                "a b",
                "a?b",
                "a#b",
                "a,b",
                "a:b",
                "a@b",
                "t\u00e9nant",
                "\u2024\u2024",
                "$(x)"
            })
    void aTenantMustBePlain(String tenant) {
        assertRefused("login.example/" + tenant);
    }

    @Test
    void theUsualTenantsArePlain() {
        for (String tenant :
                List.of("common", "4subseaid.onmicrosoft.com", "0f8fad5b-d9cb-469f", "realm_1", "~me", "..a")) {
            assertThat(SignInHosts.of(List.of("login.example/" + tenant)).entries())
                    .containsExactly("login.example/" + tenant);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://my_login.example/token", "https://me:secret@my_login.example:8443/token"})
    void aHostWithAnUnderscoreGetsAnErrorThatSaysWhy(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HOSTS.check("It", URI.create(url)))
                .withMessage(
                        "It is no URL: the host name 'my_login.example' cannot be used: it must have letters, digits,"
                                + " dots and hyphens only, and no underscore");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpenIdProvider.discover(URI.create(url), null))
                .withMessageContaining("'my_login.example' cannot be used")
                .withMessageNotContaining("secret");
    }

    private static void assertRefused(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignInHosts.of(List.of("whole.example", entry)))
                .withMessageStartingWith("signInHosts '" + entry + "' is not allowed; allowed are ");
    }
}
