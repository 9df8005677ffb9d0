package io.fourinsight.camel;

import io.fourinsight.camel.options.SessionCredentials;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.util.StringHelper;

/** The names of the component's options, and the one that a misspelt name was probably meant to be. */
public final class OptionNames {

    /** What a component has beside what its endpoints have. */
    private static final Set<String> OF_COMPONENT = Set.of(
            "autowiredEnabled",
            "configuration",
            "healthCheckConsumerEnabled",
            "healthCheckPing",
            "healthCheckProducerEnabled",
            "maxSessions",
            "sessions");

    private static final Set<String> OF_SESSION = Set.of("clientId", "clientSecret");

    private static final Set<String> OF_ENDPOINT = new FourInsightEndpointUriFactory().propertyNames();

    /** As many letters of a name may be wrong, or one in three of a long one. */
    private static final int WRONG_LETTERS = 2;

    private OptionNames() {}

    static boolean hasComponent(String name) {
        return component().contains(name);
    }

    /**
     * Says that the component has no options of these names. It says nothing of their values: a misspelt secret is a secret.
     *
     * @param names as the application writes them, in camel case or with dashes, with or without a prefix
     */
    public static IllegalArgumentException unknownOfComponent(Collection<String> names) {
        return unknown("The component fourinsight has no option ", names, component());
    }

    static IllegalArgumentException unknownOfEndpoint(Collection<String> names) {
        return unknown("An endpoint of fourinsight has no option ", names, OF_ENDPOINT);
    }

    /** @throws IllegalArgumentException naming what was set for a session key and is no option, without its value */
    static void checkSessions(Map<String, SessionCredentials> sessions) {
        List<String> unknown = sessions.entrySet().stream()
                .flatMap(session -> session.getValue().unknownNames().stream()
                        .map(name -> "sessions[" + session.getKey() + "]." + name))
                .toList();
        if (!unknown.isEmpty()) {
            throw unknown("The component fourinsight has no option ", unknown, OF_SESSION);
        }
    }

    private static Set<String> component() {
        Set<String> names = new TreeSet<>(OF_ENDPOINT);
        names.addAll(OF_COMPONENT);
        return names;
    }

    private static IllegalArgumentException unknown(String what, Collection<String> names, Set<String> known) {
        return new IllegalArgumentException(names.stream()
                .sorted()
                .map(name -> what + "'" + name + "'" + suggestion(name, known) + ".")
                .collect(Collectors.joining(" ")));
    }

    private static String suggestion(String name, Set<String> known) {
        String last = StringHelper.dashToCamelCase(name.substring(name.lastIndexOf('.') + 1));
        int most = Math.max(WRONG_LETTERS, last.length() / 3);
        return known.stream()
                .filter(option -> distance(last, option) <= most)
                .min(Comparator.comparingInt(option -> distance(last, option)))
                .map(option -> ": perhaps '" + option + "' is meant")
                .orElse("");
    }

    /** How many letters have to be put in, taken out or exchanged (Levenshtein), in whatever case they are. */
    private static int distance(String written, String option) {
        String from = written.toLowerCase(Locale.ROOT);
        String to = option.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int exchanged = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(exchanged, Math.min(diagonal, row[column - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
