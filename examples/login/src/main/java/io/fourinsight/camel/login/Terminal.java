package io.fourinsight.camel.login;

import io.fourinsight.client.session.signin.Browser;
import io.fourinsight.client.session.signin.Dialog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;

/** The person at the keyboard, with their browser and the variables of their shell. */
record Terminal(BufferedReader in, PrintStream out, PrintStream err, Browser browser, Map<String, String> variables)
        implements Dialog {

    static Terminal system() {
        return new Terminal(
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                System.out,
                System.err,
                Browser.desktop(),
                System.getenv());
    }

    @Override
    public void say(String line) {
        out.println(Dialog.visible(line));
    }

    @Override
    public void complain(String line) {
        err.println(Dialog.visible(line));
    }

    @Override
    public Optional<String> ask(String question) {
        out.print(Dialog.visible(question) + " ");
        out.flush();
        try {
            return Optional.ofNullable(in.readLine()).map(String::strip);
        } catch (IOException e) {
            throw new UncheckedIOException("The answer cannot be read", e);
        }
    }
}
