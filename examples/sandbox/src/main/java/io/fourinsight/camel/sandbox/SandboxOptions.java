package io.fourinsight.camel.sandbox;

import io.fourinsight.camel.sandbox.growth.Growth;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of the command: how a sandbox starts, and what it does to its clients. */
final class SandboxOptions {

    private static final int GROWING = 3;

    @Option(
            names = "--port",
            paramLabel = "<port>",
            defaultValue = "0",
            description = "Of 127.0.0.1; by default a free one.",
            converter = PortConverter.class)
    int port;

    @Option(
            names = "--properties",
            paramLabel = "<file>",
            description = "Writes what the component needs to this file, too, as properties of Camel.")
    Path properties;

    @Option(
            names = "--client",
            paramLabel = "<id>:<secret>",
            description = "Another application, as of a second tenant; its properties are those of a session key of"
                    + " that name. Can be repeated.",
            converter = PairConverter.class)
    Pair[] clients = {};

    @Option(
            names = "--user",
            paramLabel = "<name>:<password>",
            description = "Another user who can sign in. Can be repeated.",
            converter = PairConverter.class)
    Pair[] users = {};

    @Option(
            names = "--token-lifetime",
            paramLabel = "<time>",
            defaultValue = "60m",
            description = "Of access tokens, such as 20s; by default ${DEFAULT-VALUE}.",
            converter = DurationConverter.class)
    Duration tokenLifetime;

    @Option(
            names = "--faults",
            paramLabel = "<kind>:<share>,…",
            description = "Lets a share of the requests for data fail: a status, or 'reset', which handles the request"
                    + " and cuts the connection. 401:0.01,429:0.01,503:0.01,reset:0.01",
            converter = FaultsConverter.class)
    FaultShares faults = new FaultShares(Map.of());

    @Option(
            names = {"--growth", "--grow"},
            paramLabel = "<time>",
            description = "Adds three series that began yesterday and get a file of ten samples so often.",
            converter = DurationConverter.class)
    Duration growth;

    @Option(
            names = "--late",
            paramLabel = "<share>:<time>",
            description = "So many samples of those series come up to so much later, such as 0.05:3h.",
            converter = LateConverter.class)
    Late late;

    @Option(
            names = "--change",
            paramLabel = "<time>",
            description = "Lets an item of Campaigns and one of Events change so often.",
            converter = DurationConverter.class)
    Duration change;

    @Option(
            names = "--clock",
            paramLabel = "<instant>",
            description = "The time at the start, such as 2027-03-01T00:00:00Z; by default now. It is also the Date of"
                    + " the answers.",
            converter = InstantConverter.class)
    Instant clock;

    record Pair(String name, String secret) {}

    record Late(double share, Duration by) {}

    SandboxBuilder builder() {
        SandboxBuilder builder = Sandbox.builder().port(port).tokenLifetime(tokenLifetime);
        Clock time = Clock.systemUTC();
        if (clock != null) {
            time = Clock.offset(time, Duration.between(Instant.now(), clock));
            builder.datesOfClock();
        }
        builder.clock(time);
        secrets().forEach(builder::client);
        for (Pair user : users) {
            builder.user(user.name(), user.secret());
        }
        if (growth != null) {
            growing(time.instant()).forEach(builder::growing);
        }
        if (change != null) {
            Duration commitWithin = change.multipliedBy(2);
            builder.changing("Campaigns", change, commitWithin).changing("Events", change, commitWithin);
        }
        return builder;
    }

    /** The secrets of the clients beside the one of every sandbox, by their ids. */
    Map<String, String> secrets() {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (Pair client : clients) {
            secrets.put(client.name(), client.secret());
        }
        return secrets;
    }

    private Map<String, Growth> growing(Instant now) {
        Map<String, Growth> growing = new LinkedHashMap<>();
        Instant start = now.minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);
        for (int number = 1; number <= GROWING; number++) {
            double phase = number;
            Growth even =
                    Growth.from(start, growth.dividedBy(10), growth).values(second -> Math.sin(second / 600 + phase));
            growing.put("growing-" + number, late == null ? even : even.late(late.share(), late.by()));
        }
        return growing;
    }

    private static Duration duration(String text) {
        if (!text.matches("\\d{0,5}[1-9]\\d{0,5}[smhd]")) {
            throw new TypeConversionException("'" + text + "' is not a time such as 30s, 1m, 3h or 2d");
        }
        return Duration.parse((text.endsWith("d") ? "P" : "PT") + text.toUpperCase(Locale.ROOT));
    }

    private static final class PortConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
                throw new TypeConversionException("'" + text + "' is not a number from 0 to 65535");
            }
            return Integer.valueOf(text);
        }
    }

    private static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return duration(text);
        }
    }

    private static final class InstantConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + text + "' is not a time such as 2027-03-01T00:00:00Z");
            }
        }
    }

    private static final class PairConverter implements ITypeConverter<Pair> {
        private static final Pattern PAIR = Pattern.compile("([\\w.@-]+):([!-~]+)");

        @Override
        public Pair convert(String text) {
            Matcher matcher = PAIR.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("it is not a name, a colon and a secret, without blanks");
            }
            return new Pair(matcher.group(1), matcher.group(2));
        }
    }

    private static final class LateConverter implements ITypeConverter<Late> {
        private static final Pattern LATE = Pattern.compile("(0|1|0\\.\\d{1,6}):(.*)");

        @Override
        public Late convert(String text) {
            Matcher matcher = LATE.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is not a share from 0 to 1, a colon and a time, as 0.05:3h");
            }
            return new Late(Double.parseDouble(matcher.group(1)), duration(matcher.group(2)));
        }
    }

    private static final class FaultsConverter implements ITypeConverter<FaultShares> {
        @Override
        public FaultShares convert(String text) {
            try {
                return FaultShares.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
