package io.fourinsight.client.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of all series that one of several consumers takes: each series falls into exactly one part.
 *
 * @param part from 1 to {@code parts}
 */
public record Shard(int part, int parts) {

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,5})/([0-9]{1,5})");

    /**
     * Reads {@code 2/5}.
     *
     * @throws IllegalArgumentException naming the option, the text and what is allowed
     */
    public static Shard parse(String option, String text) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        if (matcher.matches()) {
            int part = Integer.parseInt(matcher.group(1));
            int parts = Integer.parseInt(matcher.group(2));
            if (part >= 1 && part <= parts) {
                return new Shard(part, parts);
            }
        }
        throw new IllegalArgumentException("option '" + option + "': value '" + text + "' is not a part of a whole;"
                + " allowed are two integers such as 2/5, the first of them from 1 to the second");
    }

    /** Whether this consumer reads the series; the same in each process. */
    public boolean takes(String series) {
        return Long.remainderUnsigned(StableHash.of(series), parts) == part - 1;
    }

    @Override
    public String toString() {
        return part + "/" + parts;
    }
}
