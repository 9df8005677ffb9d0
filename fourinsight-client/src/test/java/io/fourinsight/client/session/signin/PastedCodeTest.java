package io.fourinsight.client.session.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fourinsight.client.base.Platform;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.user.SignInCommand;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be pasted, and the command that is named. */
class PastedCodeTest {
    private static final String CODE = "Very-Secret-Code";
    private static final String B2C =
            "https://4subseaid.b2clogin.com/4subseaid.onmicrosoft.com/oauth2/v2.0/token?p=B2C_1A";
    private static final Platform LINUX = new Platform("Linux", "/home/me", Map.of());
    private static final Platform WINDOWS = new Platform("Windows 11", "C:\\Users\\me", Map.of());

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
                "{\"endpoint\":\"https://my_login.example/t\",\"code\":\"x\"}|'my_login.example' cannot be used",
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
    void theCommandNamesWhatIsNotTheDefault() {
        assertThat(new SignInCommand(null, null, Service.API, null, null).line(LINUX))
                .isEqualTo("java -jar examples/login/target/fourinsight-login.jar");
        assertThat(new SignInCommand("acme", "test", Service.RESERVOIR, null, Path.of("/var/my tokens")).line(LINUX))
                .isEqualTo(
                        "java -jar examples/login/target/fourinsight-login.jar --session-key acme --environment test --service reservoir"
                                + " --token-directory '/var/my tokens'");
        SignInHosts hosts = SignInHosts.of(List.of("login.example/tenant", "[::1]:8080"));
        assertThat(new SignInCommand(null, null, Service.API, null, null)
                        .at(Optional.of(URI.create("https://login.example/auth?a=b")), hosts)
                        .line(LINUX))
                .isEqualTo(
                        "java -jar examples/login/target/fourinsight-login.jar --authority-url 'https://login.example/auth?a=b'"
                                + " --sign-in-host login.example/tenant --sign-in-host '[::1]:8080'");
        assertThat(new SignInCommand("acme", null, Service.API, null, null)
                        .at(Optional.of(URI.create("https://login.example/auth")), hosts)
                        .force()
                        .line(LINUX))
                .as("what is stored is not to be kept")
                .isEqualTo("java -jar examples/login/target/fourinsight-login.jar --session-key acme"
                        + " --authority-url https://login.example/auth"
                        + " --sign-in-host login.example/tenant --sign-in-host '[::1]:8080' --auth-force");
        assertThat(new SignInCommand(null, null, Service.API, null, null)
                        .at(Optional.empty(), SignInHosts.of(SignInHosts.DEFAULT.entries()))
                        .line(LINUX))
                .as("the usual hosts, given by hand")
                .isEqualTo("java -jar examples/login/target/fourinsight-login.jar");
    }

    @ParameterizedTest
    @DisabledOnOs(OS.WINDOWS)
    @ValueSource(
            strings = {
                "$(echo run)",
                "`echo run`",
                "\"; echo run; \"",
                "'; echo run; '",
                "it's",
                "$HOME",
                "~",
                "back\\slash\\",
                "a && b | c > d # e",
                "two\nlines",
                "!! * ? [a] {b,c}"
            })
    void aShellTakesEachValueLiterally(String value) throws Exception {
        SignInHosts hosts = SignInHosts.of(List.of("[::1]:8080"));
        String line = new SignInCommand(value, value, Service.API, URI.create("https://a/?b='$(c)&d"), Path.of(value))
                .at(Optional.of(URI.create("https://login.example/a'b?c=$d&e=f;g")), hosts)
                .line(LINUX);
        List<String> words = List.of(
                "java",
                "-jar",
                "examples/login/target/fourinsight-login.jar",
                "--session-key",
                value,
                "--environment",
                value,
                "--api-url",
                "https://a/?b='$(c)&d",
                "--token-directory",
                value,
                "--authority-url",
                "https://login.example/a'b?c=$d&e=f;g",
                "--sign-in-host",
                "[::1]:8080");
        Process shell = new ProcessBuilder("sh", "-c", "printf '<%s>\n' " + line)
                .redirectErrorStream(true)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(printed).isEqualTo("<" + String.join(">\n<", words) + ">\n");
        assertThat(shell.waitFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "C:\\tokens|C:\\tokens",
                "C:\\my tokens|\"C:\\my tokens\"",
                "C:\\it's & calc|\"C:\\it's & calc\"",
                "C:\\$(calc)|\"C:\\`$(calc)\"",
                "C:\\`calc|\"C:\\``calc\"",
                "C:\\\u201d; calc; \u201c\u201e|\"C:\\`\u201d; calc; `\u201c`\u201e\"",
                "a\" & calc|\"a & calc\""
            })
    void onWindowsAValueIsInDoubleQuotesThatItCannotEnd(String value, String quoted) {
        assertThat(new SignInCommand(value, null, Service.API, null, null).line(WINDOWS))
                .isEqualTo("java -jar examples/login/target/fourinsight-login.jar --session-key " + quoted);
    }
}
