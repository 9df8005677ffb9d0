package io.fourinsight.camel.benchmark.server;

/**
 * The series that the server has.
 *
 * @param isRepeating whether all days have the same values, which makes a long series quickly
 * @param form how its lines are written
 * @param linesPerFile how many lines each file has, of which a whole day has {@link DayCsv#LINES}
 */
public record Series(String id, int days, int filesPerDay, boolean isRepeating, DayCsv.Form form, int linesPerFile) {

    public static final Series MONTH = new Series("month", 30, 1, false, DayCsv.Form.SERVICE);
    public static final Series MONTH_JAVA = new Series("month-java", 30, 1, false, DayCsv.Form.JAVA);
    public static final Series OVERLAP = new Series("overlap", 30, 2, false, DayCsv.Form.SERVICE);
    /** 40,003,200 samples. */
    public static final Series LONG = new Series("long", 463, 1, true, DayCsv.Form.SERVICE);

    /** As {@link #LONG}, as a Java program writes it. */
    public static final Series LONG_JAVA = new Series("long-java", 463, 1, true, DayCsv.Form.JAVA);

    /** 320 files of ten minutes each, from a store that takes 20 ms for each. */
    public static final Series SHORT = new Series("short-late", 320, 1, true, DayCsv.Form.SERVICE, 600);

    private Series(String id, int days, int filesPerDay, boolean isRepeating, DayCsv.Form form) {
        this(id, days, filesPerDay, isRepeating, form, DayCsv.LINES);
    }

    public long lines() {
        return (long) days * filesPerDay * linesPerFile;
    }

    static Series of(String id) {
        return switch (id) {
            case "month" -> MONTH;
            case "month-java" -> MONTH_JAVA;
            case "overlap" -> OVERLAP;
            case "long" -> LONG;
            case "long-java" -> LONG_JAVA;
            case "short-late" -> SHORT;
            default -> throw new IllegalArgumentException("no series " + id);
        };
    }
}
