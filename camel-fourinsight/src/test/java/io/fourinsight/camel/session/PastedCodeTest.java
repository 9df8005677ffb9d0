package io.fourinsight.camel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be pasted, which endpoints are allowed, and the command that is named. */
class PastedCodeTest {
    private static final String CODE = "Very-Secret-Code";
    private static final String B2C =
            "https://4subseaid.b2clogin.com/4subseaid.onmicrosoft.com/oauth2/v2.0/token?p=B2C_1A";

    @Test
    void whatThePageShowsIsTaken() {
        PastedCode pasted = PastedCode.parse(
                "  {\"endpoint\": \"" + B2C + "\", \"code\": \" " + CODE + "\"}\r\n", SignInHosts.DEFAULT);
        assertThat(pasted.endpoint()).isEqualTo(URI.create(B2C));
        assertThat(pasted.code()).isEqualTo(Secret.of(CODE));
        assertThat(pasted.toString()).doesNotContain(CODE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|not JSON",
                "Very-Secret-Code|not JSON",
                "[\"Very-Secret-Code\"]|not JSON",
                "{\"code\":\"Very-Secret-Code\"|not JSON",
                "{\"code\":\"Very-Secret-Code\"} x|not JSON",
                "{\"code\":\"Very-Secret-Code\"}|lacks the field \"endpoint\"",
                "{\"endpoint\":17,\"code\":\"Very-Secret-Code\"}|lacks the field \"endpoint\"",
                "{\"endpoint\":\"https://login.microsoftonline.com/t\"}|lacks the field \"code\"",
                "{\"endpoint\":\"https://login.microsoftonline.com/t\",\"code\":\" \"}|lacks the field \"code\"",
                "{\"endpoint\":\"Very-Secret-Code\",\"code\":\"x\"}|not an https URL",
                "{\"endpoint\":\"Very Secret-Code\",\"code\":\"x\"}|not a URL",
                "{\"endpoint\":\"http://login.microsoftonline.com/t\",\"code\":\"Very-Secret-Code\"}|must be https",
                "{\"endpoint\":\"https://evil.example/t\",\"code\":\"Very-Secret-Code\"}|evil.example, which is not allowed",
                "{\"endpoint\":\"https://login.microsoftonline.com:8443/t\",\"code\":\"Very-Secret-Code\"}|port 443",
                "{\"endpoint\":\"https://a:Very-Secret-Code@login.microsoftonline.com/t\",\"code\":\"x\"}|user info",
            })
    void whatIsNotAllowedIsRefusedWithoutQuotingTheCode(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PastedCode.parse(text, SignInHosts.DEFAULT))
                .withMessageContaining(reason)
                .withNoCause()
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Secret-Code"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.microsoftonline.com.evil.example/t",
                "https://evil-login.microsoftonline.com/t",
                "https://login.microsoftonline.com@evil.example/t",
                "https://evil.example/login.microsoftonline.com",
                "https://login.microsoftonline.com\\@evil.example/t",
                "https://LOGIN.microsoftonline.com./t",
                "//login.microsoftonline.com/t",
                "mailto:login.microsoftonline.com",
                "http://127.0.0.1/t",
                "http://localhost/t",
                "ftp://127.0.0.1/t"
            })
    void hostsThatOnlyLookAllowedAreNot(String endpoint) {
        String text = "{\"endpoint\":\"" + endpoint.replace("\\", "\\\\") + "\",\"code\":\"x\"}";
        assertThatIllegalArgumentException().isThrownBy(() -> PastedCode.parse(text, SignInHosts.DEFAULT));
    }

    @Test
    void anEntryCanNameTheTenantAndALoopbackAddress() {
        SignInHosts hosts = SignInHosts.of(List.of("Login.example/tenant", "127.0.0.1:8080", "[::1]"));
        for (String allowed : List.of(
                "https://login.EXAMPLE/tenant/token",
                "http://127.0.0.1:8080/x",
                "https://127.0.0.1:8080/x",
                "http://[::1]:9/x")) {
            assertThat(hosts.check("It", URI.create(allowed))).isNotNull();
        }
        for (String refused : List.of(
                "https://login.example/other/token",
                "https://login.example/tenant2/token",
                "https://login.example//tenant/token",
                "https://login.example/tenant/../other/token",
                "https://login.example/tenant/./../other/token",
                "https://login.example/tenant/..",
                "https://login.example/tenant/%2e%2E/other/token",
                "https://login.example/tenant/x%2F..%2f..%2fother/token",
                "https://login.example/tenant/..%5Cother/token",
                "http://login.example/tenant/token",
                "http://127.0.0.1:8081/x",
                "http://127.0.0.2:8080/x")) {
            assertThatIllegalArgumentException().isThrownBy(() -> hosts.check("It", URI.create(refused)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://login.example", "login.example:8443", "*", "a b", "", "user@login.example", "*.example"
            })
    void anEntryMustBeAHost(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignInHosts.of(List.of(entry)))
                .withMessageContaining("signInHosts");
    }

    @Test
    void theCommandNamesWhatIsNotTheDefault() {
        assertThat(new SignInCommand(null, null, Service.API, null, null).line())
                .isEqualTo("java -jar fourinsight-login.jar");
        assertThat(new SignInCommand("acme", "test", Service.RESERVOIR, null, Path.of("/var/my tokens")).line())
                .isEqualTo("java -jar fourinsight-login.jar --session-key acme --environment test --service reservoir"
                        + " --token-directory \"/var/my tokens\"");
        SignInHosts hosts = SignInHosts.of(List.of("login.example/tenant", "[::1]:8080"));
        assertThat(new SignInCommand(null, null, Service.API, null, null)
                        .at(Optional.of(URI.create("https://login.example/auth?a=b")), hosts)
                        .line())
                .isEqualTo("java -jar fourinsight-login.jar --authority-url \"https://login.example/auth?a=b\""
                        + " --sign-in-host login.example/tenant --sign-in-host \"[::1]:8080\"");
        assertThat(new SignInCommand("acme", null, Service.API, null, null)
                        .at(Optional.of(URI.create("https://login.example/auth")), hosts)
                        .force()
                        .line())
                .as("what is stored is not to be kept")
                .isEqualTo("java -jar fourinsight-login.jar --session-key acme"
                        + " --authority-url https://login.example/auth"
                        + " --sign-in-host login.example/tenant --sign-in-host \"[::1]:8080\" --auth-force");
        assertThat(new SignInCommand(null, null, Service.API, null, null)
                        .at(Optional.empty(), SignInHosts.of(SignInHosts.DEFAULT.entries()))
                        .line())
                .as("the usual hosts, given by hand")
                .isEqualTo("java -jar fourinsight-login.jar");
    }
}
