package io.fourinsight.client.reservoir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The series of a group before they are read.
 *
 * @param ids of the series by label, in order
 */
public record GroupMembers(Map<String, String> ids) {

    private static final String ALLOWED =
            "a label and an id for each series, such as Ax:<id>,Ay:<id>; each label once, and none of them time";

    public GroupMembers {
        ids = Collections.unmodifiableMap(new LinkedHashMap<>(ids));
    }

    /**
     * Reads {@code label:id,label:id}; a label holds neither of the two separators, an id no comma.
     *
     * @throws IllegalArgumentException naming the option, the text and what is allowed
     */
    public static GroupMembers parse(String option, String text) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (String member : text.split(",", -1)) {
            int colon = member.indexOf(':');
            String label = (colon < 0 ? member : member.substring(0, colon)).strip();
            String id = colon < 0 ? "" : member.substring(colon + 1).strip();
            if (label.isEmpty()) {
                throw invalid(option, text, "has a series without a label");
            }
            if (label.equalsIgnoreCase(TimeSeriesTable.TIME)) {
                throw invalid(option, text, "has the label '" + label + "', which is the times' own");
            }
            if (id.isEmpty() || id.equals(".") || id.equals("..")) {
                throw invalid(option, text, "has no id for the label '" + label + "'");
            }
            if (ids.put(label, id) != null) {
                throw invalid(option, text, "has the label '" + label + "' twice");
            }
        }
        return new GroupMembers(ids);
    }

    private static IllegalArgumentException invalid(String option, String text, String why) {
        return new IllegalArgumentException("option '" + option + "': value '" + text
                + "' is not a list of labelled series: it " + why + "; allowed are " + ALLOWED);
    }

    /** As an option has it. */
    @Override
    public String toString() {
        return ids.entrySet().stream()
                .map(member -> member.getKey() + ":" + member.getValue())
                .collect(Collectors.joining(","));
    }
}
