package io.fourinsight.camel.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.session.signin.Browser;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs the command against a sandbox, in a folder of its own, with scripted input. */
final class LoginRig implements AutoCloseable {
    private static final Pattern EXPIRES_AT = Pattern.compile("(?<before>\"expires_at\"\\s*:\\s*)[0-9.Ee+]+");

    final Sandbox sandbox = Sandbox.start();
    final UserAgent user = new UserAgent();
    final Map<String, String> variables = new HashMap<>();
    final List<URI> opened = new ArrayList<>();
    Browser browser = page -> opened.add(page) && user.open(page);

    private final Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    LoginRig(Path directory) {
        this.directory = directory;
        variables.put("FOURINSIGHT_CLIENT_ID", Sandbox.USER_CLIENT_ID);
        variables.put("FOURINSIGHT_CLIENT_SECRET", Sandbox.USER_CLIENT_SECRET);
    }

    /** Runs it with these options besides those that lead to the sandbox, and what is typed. */
    int run(String typed, String... options) {
        List<String> sandboxed = List.of(
                "--token-directory", directory.toString(),
                "--api-url", sandbox.apiUrl().toString(),
                "--reservoir-url", sandbox.reservoirUrl().toString());
        String[] all = Stream.concat(sandboxed.stream(), Stream.of(options)).toArray(String[]::new);
        return runAlone(typed, all);
    }

    /** Runs it with these options only. */
    int runAlone(String typed, String... options) {
        out.reset();
        err.reset();
        Terminal terminal =
                new Terminal(new BufferedReader(new StringReader(typed)), stream(out), stream(err), browser, variables);
        int code = Login.run(terminal, options);
        assertThat(out() + err())
                .as("secrets")
                .doesNotContain(Sandbox.USER_CLIENT_SECRET, Sandbox.PASSWORD, "\tat ")
                .doesNotContainPattern("eyJ[\\w-]+\\."); // a token, and not a random state that begins like one
        return code;
    }

    /** The paste way, with a code that was just made. */
    int paste(String answer, String... options) {
        Stream<String> own = Stream.of("--authority-url", sandbox.authorityUrl().toString(), "--sign-in-host", host());
        String[] all = Stream.concat(own, Stream.of(options)).toArray(String[]::new);
        return run(user.pasteLine(sandbox.authorityUrl()) + "\n" + answer + "\n", all);
    }

    String host() {
        return sandbox.issuer().getRawAuthority();
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The token files that are there now. */
    List<Path> files() {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith("token"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets the stored access token expire; the refresh token stays good. */
    void expire() {
        Path file = files().get(0);
        try {
            String json = Files.readString(file);
            assertThat(json).containsPattern(EXPIRES_AT);
            Files.writeString(file, EXPIRES_AT.matcher(json).replaceFirst("${before}1"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    long tokenRequests() {
        return sandbox.requests().tokenRequests();
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
