package io.fourinsight.client.session.signin;

import java.util.Optional;

/** A person to talk to, line by line. */
public interface Dialog {
    void say(String line);

    void complain(String line);

    /** The answer to a question, or empty if nobody answers. */
    Optional<String> ask(String question);

    /** The line without what could steer a terminal: names of users come from servers and files. */
    static String visible(String line) {
        return line.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
