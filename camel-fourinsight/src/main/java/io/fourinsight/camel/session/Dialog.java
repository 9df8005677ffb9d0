package io.fourinsight.camel.session;

import java.util.Optional;
import java.util.regex.Pattern;

/** A person to talk to, line by line. */
public interface Dialog {
    /** Characters that could steer a terminal; names of users come from servers and files. */
    Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    void say(String line);

    void complain(String line);

    /** The answer to a question, or empty if there is nobody who answers. */
    Optional<String> ask(String question);

    /** The line with everything replaced that is no visible character. */
    static String visible(String line) {
        return UNSEEN.matcher(line).replaceAll("?");
    }
}
