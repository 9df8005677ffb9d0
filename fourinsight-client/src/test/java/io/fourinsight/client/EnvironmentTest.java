package io.fourinsight.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.session.Service;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where users of an environment sign in, and where their tokens are kept. */
class EnvironmentTest {

    private static final URI ELSEWHERE = URI.create("https://api.example/4insight/");

    @ParameterizedTest
    @CsvSource({
        "PROD, API, https://4insight.io/auth",
        "TEST, API, https://4insight-test.4subsea.net/auth",
        "PROD, RESERVOIR, https://reservoir-api.4subsea.net/account",
        "QA, RESERVOIR, https://reservoir-api-qa.4subsea.net/account"
    })
    void pageToSignInOnIsTheServices(Environment environment, Service service, URI page) {
        assertThat(environment.authority(service, null)).contains(page);
    }

    @ParameterizedTest
    @CsvSource({"QA", "DEV"})
    void pageOfAnApiThatIsNotKnownIsNotMadeUp(Environment environment) {
        assertThat(environment.authority(Service.API, null)).isEmpty();
    }

    @Test
    void pageOfAnotherApiIsNotTheEnvironmentsAndOfAnotherReservoirOnItsHost() {
        assertThat(Environment.PROD.authority(Service.API, ELSEWHERE)).isEmpty();
        assertThat(Environment.PROD.authority(Service.RESERVOIR, ELSEWHERE))
                .contains(URI.create("https://api.example/account"));
    }

    @Test
    void ownUrlGivenByHandIsTheEnvironmentsOwn() {
        URI own = URI.create("https://api.4insight.io/");
        Path tokens = Path.of("tokens");
        assertThat(Environment.PROD.authority(Service.API, own)).isPresent();
        assertThat(Environment.PROD.account(Service.API, own, "acme", tokens))
                .isEqualTo(Environment.PROD.account(Service.API, null, "acme", tokens));
        assertThat(Environment.PROD
                        .account(Service.API, ELSEWHERE, "acme", tokens)
                        .file())
                .isNotEqualTo(Environment.PROD
                        .account(Service.API, null, "acme", tokens)
                        .file());
    }
}
