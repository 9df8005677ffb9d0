package io.fourinsight.camel.session;

import java.util.Optional;

/** A person to talk to, line by line. */
public interface Dialog {
    void say(String line);

    void complain(String line);

    /** The answer to a question, or empty if there is nobody who answers. */
    Optional<String> ask(String question);

    /** The line without what could steer a terminal: names of users come from servers and files. */
    static String visible(String line) {
        return line.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
