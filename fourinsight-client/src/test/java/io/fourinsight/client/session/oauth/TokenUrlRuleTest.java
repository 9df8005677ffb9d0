package io.fourinsight.client.session.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That a token URL which does not fit is shown beside the one that would, without queries, and with what to change. */
class TokenUrlRuleTest {
    private static final URI OWN = URI.create("https://login.example/tenant/token?p=secret-policy");
    private static final TokenUrlRule ONLY = new TokenUrlRule(OWN, SignInHosts.DEFAULT);
    private static final TokenUrlRule HOSTS =
            new TokenUrlRule(null, SignInHosts.of(List.of("login.example/tenant", "127.0.0.1:8080")));

    @Test
    void whatFitsIsUsed() {
        assertThat(ONLY.objection(OWN)).isEmpty();
        assertThat(HOSTS.objection(OWN)).isEmpty();
        assertThat(HOSTS.objection(URI.create("http://127.0.0.1:8080/token"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example/tenant/token?p=secret-x, https://other.example/tenant/token",
        "https://secret-user@login.example/tenant/token, https://login.example/tenant/token",
        "https://my_login.example:8443/token, https://my_login.example:8443/token",
        "https://login.example/tenant/token/, https://login.example/tenant/token/",
    })
    void anotherUrlIsShownBesideTheOption(String url, String shown) {
        assertThat(ONLY.objection(URI.create(url)).orElseThrow())
                .startsWith("came from " + shown + ", but the option tokenUrl is https://login.example/tenant/token")
                .contains("leave tokenUrl out")
                .doesNotContain("session key", "secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ONLY.check("The endpoint", URI.create(url)))
                .withMessageStartingWith("The endpoint is " + shown + ", but the option tokenUrl is ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void urlsThatDifferInWhatIsNotShownSaySo() {
        assertThat(ONLY.objection(URI.create("https://login.example/tenant/token?p=secret-x"))
                        .orElseThrow())
                .contains("with another query")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example/t/token?p=secret, https://other.example/t/token, on the host other.example",
        "https://login.example/other/token, https://login.example/other/token, on the host login.example",
        "http://login.example/tenant/token, http://login.example/tenant/token, must be https",
        "http://127.0.0.1:9090/token, http://127.0.0.1:9090/token, on the host 127.0.0.1:9090",
    })
    void aHostThatIsNotAllowedIsShownBesideThoseThatAre(String url, String shown, String why) {
        assertThat(HOSTS.objection(URI.create(url)).orElseThrow())
                .contains("its token URL " + shown + " ", why, "signInHosts must allow it")
                .doesNotContain("session key", "secret");
    }
}
