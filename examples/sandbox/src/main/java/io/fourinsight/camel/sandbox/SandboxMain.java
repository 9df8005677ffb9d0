package io.fourinsight.camel.sandbox;

import io.fourinsight.camel.sandbox.growth.Growth;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts a sandbox from the command line, and says how to reach it. */
public final class SandboxMain {

    private static final String USAGE = "usage: [--port N] [--grow 1m] [--late 0.05:3h] [--change 1m]";

    private static final Set<String> OPTIONS = Set.of("--port", "--grow", "--late", "--change");
    private static final Pattern LATE = Pattern.compile("(0|1|0\\.\\d{1,6}):(\\d{1,6}[smhd])");
    private static final int GROWING = 3;

    private SandboxMain() {}

    /** Runs until the process is ended: the server's own thread keeps the JVM alive. */
    public static void main(String[] arguments) {
        run(arguments, System.out);
    }

    static Sandbox run(String[] arguments, PrintStream out) {
        SandboxBuilder builder = builder(arguments);
        Sandbox sandbox = builder.start();
        out.println("tokenUrl=" + sandbox.tokenUrl());
        out.println("apiUrl=" + sandbox.apiUrl());
        out.println("apiScope=" + sandbox.apiScope());
        out.println("reservoirUrl=" + sandbox.reservoirUrl());
        out.println("reservoirScope=" + sandbox.reservoirScope());
        out.println("blobUrl=" + sandbox.blobUrl());
        out.println("clientId=" + Sandbox.CLIENT_ID);
        out.println("clientSecret=" + Sandbox.CLIENT_SECRET);
        out.println("issuer=" + sandbox.issuer());
        out.println("authorityUrl=" + sandbox.authorityUrl());
        out.println("reservoirAuthorityUrl=" + sandbox.reservoirAuthorityUrl());
        out.println("userClientId=" + Sandbox.USER_CLIENT_ID);
        out.println("userClientSecret=" + Sandbox.USER_CLIENT_SECRET);
        out.println("nativeClientId=" + Sandbox.NATIVE_CLIENT_ID);
        out.println("user=" + Sandbox.USER);
        out.println("password=" + Sandbox.PASSWORD);
        out.println("seriesId=" + Sandbox.STAVANGER);
        builder.growing().keySet().forEach(id -> out.println("growingSeriesId=" + id));
        return sandbox;
    }

    private static SandboxBuilder builder(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length || !OPTIONS.contains(arguments[i])) {
                throw new IllegalArgumentException(USAGE);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        if (options.containsKey("--late") && !options.containsKey("--grow")) {
            throw new IllegalArgumentException(USAGE);
        }
        SandboxBuilder builder = Sandbox.builder().port(port(options.getOrDefault("--port", "0")));
        if (options.containsKey("--grow")) {
            growth(duration(options.get("--grow")), options.getOrDefault("--late", "0:0s"))
                    .forEach(builder::growing);
        }
        if (options.containsKey("--change")) {
            Duration every = duration(options.get("--change"));
            builder.changing("Campaigns", every, every.multipliedBy(2))
                    .changing("Events", every, every.multipliedBy(2));
        }
        return builder;
    }

    private static int port(String port) {
        if (!port.matches("\\d{1,5}")) {
            throw new IllegalArgumentException(USAGE);
        }
        return Integer.parseInt(port);
    }

    /** Three series with ten samples a file, that began a day ago. */
    private static Map<String, Growth> growth(Duration fileEvery, String late) {
        Matcher matcher = LATE.matcher(late);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(USAGE);
        }
        Map<String, Growth> growth = new TreeMap<>();
        Instant start = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
        for (int number = 1; number <= GROWING; number++) {
            double phase = number;
            growth.put(
                    "growing-" + number,
                    Growth.from(start, fileEvery.dividedBy(10), fileEvery)
                            .late(Double.parseDouble(matcher.group(1)), duration(matcher.group(2)))
                            .values(second -> Math.sin(second / 600 + phase)));
        }
        return growth;
    }

    /** Such as {@code 30s}, {@code 1m}, {@code 3h} or {@code 2d}. */
    private static Duration duration(String text) {
        if (!text.matches("\\d{1,6}[smhd]")) {
            throw new IllegalArgumentException(USAGE);
        }
        return Duration.parse((text.endsWith("d") ? "P" : "PT") + text.toUpperCase(Locale.ROOT));
    }
}
