package io.fourinsight.camel.sandbox.live;

import java.time.Duration;

/** A made-up sea: weather that comes and goes, higher waves in winter, and a vessel that moves in them. */
final class Sea {

    /** Of the accelerometer. */
    static final Duration SAMPLING = Duration.ofMillis(100);

    private static final long STEP = SAMPLING.toNanos();

    /** Of its motion, in steps, so that a period is a table of sines: ten samples a second are many. */
    private static final int[] PERIODS = {137, 113, 91, 74, 59};

    private static final double[] WEIGHTS = {0.5, 0.9, 1, 0.7, 0.4};

    private static final double DAY = 86_400;
    private static final double YEAR = 365.25 * DAY;
    private static final double MID_JANUARY = 15 * DAY;
    private static final double NANOS_OF_SECOND = Duration.ofSeconds(1).toNanos();

    private static final Noise LOWS = new Noise(1, 4 * DAY);
    private static final Noise FRONTS = new Noise(2, DAY);
    private static final Noise HOURS = new Noise(3, DAY / 8);
    private static final Noise SWELL = new Noise(4, 2 * DAY);

    /** An axis of an accelerometer: what its vessel makes of a metre of wave height. */
    enum Axis {
        X(0.10, 0),
        Y(0.07, 1),
        Z(0.16, 2);

        private static final double SENSOR_NOISE = 0.003;

        private final double perMetre;
        private final double[][] sines = new double[PERIODS.length][];
        private final Noise groups;
        private final Noise sensor;

        Axis(double perMetre, int number) {
            this.perMetre = perMetre;
            for (int i = 0; i < PERIODS.length; i++) {
                sines[i] = new double[PERIODS[i]];
                for (int step = 0; step < PERIODS[i]; step++) {
                    sines[i][step] = WEIGHTS[i] * Math.sin(2 * Math.PI * step / PERIODS[i] + number + i);
                }
            }
            this.groups = new Noise(10 + number, 45);
            this.sensor = new Noise(20 + number, 1);
        }

        /** In m/s², gravity left out, to a tenth of a millimetre; between two steps that of the one before. */
        double at(long nanos) {
            long step = Math.floorDiv(nanos, STEP);
            double seconds = step * STEP / NANOS_OF_SECOND;
            double motion = 0;
            for (int i = 0; i < PERIODS.length; i++) {
                motion += sines[i][(int) Math.floorMod(step, (long) PERIODS[i])];
            }
            double waves = perMetre * height(seconds) * (1 + 0.4 * groups.at(seconds));
            return round(waves * motion / 2 + SENSOR_NOISE * sensor.value(step), 10_000);
        }
    }

    private Sea() {}

    /** The significant wave height in metres. */
    static double waveHeight(long nanos) {
        return round(height(nanos / NANOS_OF_SECOND), 100);
    }

    /** The peak period of the waves in seconds: the higher they are, the longer. */
    static double wavePeriod(long nanos) {
        double seconds = nanos / NANOS_OF_SECOND;
        return round(3.5 + 4 * Math.sqrt(height(seconds)) + 1.5 * SWELL.at(seconds), 100);
    }

    private static double height(double seconds) {
        double winter = Math.cos(2 * Math.PI * (seconds - MID_JANUARY) / YEAR);
        double weather = LOWS.at(seconds) + 0.4 * FRONTS.at(seconds) + 0.1 * HOURS.at(seconds);
        return 1.8 * (1 + 0.3 * winter) * Math.exp(0.8 * weather);
    }

    private static double round(double value, int steps) {
        return Math.rint(value * steps) / steps + 0.0; // no -0
    }
}
