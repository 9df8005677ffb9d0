package io.fourinsight.camel.benchmark.server;

/**
 * The series that the server has.
 *
 * @param isRepeating whether all days have the same values, which makes a long series quickly
 * @param form how its lines are written
 */
public record Series(String id, int days, int filesPerDay, boolean isRepeating, DayCsv.Form form) {

    public static final Series MONTH = new Series("month", 30, 1, false, DayCsv.Form.SERVICE);
    public static final Series MONTH_JAVA = new Series("month-java", 30, 1, false, DayCsv.Form.JAVA);
    public static final Series OVERLAP = new Series("overlap", 30, 2, false, DayCsv.Form.SERVICE);
    /** 40,003,200 samples. */
    public static final Series LONG = new Series("long", 463, 1, true, DayCsv.Form.SERVICE);

    public long lines() {
        return (long) days * filesPerDay * DayCsv.LINES;
    }

    static Series of(String id) {
        return switch (id) {
            case "month" -> MONTH;
            case "month-java" -> MONTH_JAVA;
            case "overlap" -> OVERLAP;
            case "long" -> LONG;
            default -> throw new IllegalArgumentException("no series " + id);
        };
    }
}
