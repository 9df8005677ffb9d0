package io.fourinsight.client.session.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fourinsight.client.session.oauth.SignInHosts;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A pasted text names an allowed token endpoint, to each reader of URLs, or is refused. */
class PastedCodeFuzzTest {

    private static final List<String> HOSTS = List.of("4subseaid.b2clogin.com", "login.microsoftonline.com");

    @FuzzTest(maxDuration = "10m")
    void text(byte[] text) throws MalformedURLException {
        PastedCode pasted;
        try {
            pasted = PastedCode.parse(new String(text, StandardCharsets.UTF_8), SignInHosts.of(HOSTS));
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        assertThat(pasted.code().value()).isNotBlank();
        assertThat(pasted.endpoint().getScheme()).isEqualToIgnoringCase("https");
        assertThat(pasted.endpoint().getHost().toLowerCase(Locale.ROOT)).isIn(HOSTS);
        URL other = new URL(pasted.endpoint().toString());
        assertThat(other.getHost().toLowerCase(Locale.ROOT)).isIn(HOSTS);
        assertThat(other.getPort()).isIn(-1, 443);
    }
}
