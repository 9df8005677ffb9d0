package io.fourinsight.camel.login;

import io.fourinsight.camel.session.Browser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The person at the keyboard, with their browser and the variables of their shell. */
record Terminal(BufferedReader in, PrintStream out, PrintStream err, Browser browser, Map<String, String> variables) {
    /** Names of users come from servers and files, and must not steer the terminal. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    static Terminal system() {
        return new Terminal(
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                System.out,
                System.err,
                Browser.desktop(),
                System.getenv());
    }

    void say(String line) {
        out.println(visible(line));
    }

    void complain(String line) {
        err.println(visible(line));
    }

    /** The answer to a question, or empty if there is nobody who answers. */
    Optional<String> ask(String question) {
        out.print(visible(question) + " ");
        out.flush();
        try {
            return Optional.ofNullable(in.readLine()).map(String::strip);
        } catch (IOException e) {
            throw new UncheckedIOException("The answer cannot be read", e);
        }
    }

    private static String visible(String line) {
        return UNSEEN.matcher(line).replaceAll("?");
    }
}
