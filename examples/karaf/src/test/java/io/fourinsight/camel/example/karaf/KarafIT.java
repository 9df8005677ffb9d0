package io.fourinsight.camel.example.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The example in a real Karaf, against a sandbox, by the guide: from its installation to its end, which is why the tests
 * have an order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KarafIT {

    private static final String OPTION = "camel.component.fourinsight.";
    private static final String OTHER_CLIENT = "other-client";
    private static final String OTHER_SECRET = "other-secret";

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private static Jdk jdk;
    private static Sandbox sandbox;
    private static Guide guide;
    private static KarafBase base;
    private static Karaf karaf;
    private static Settings settings;
    private static Traces traces;

    @BeforeAll
    static void startKaraf() throws Exception {
        jdk = Jdk.find().orElse(null);
        if (jdk == null) {
            return;
        }
        sandbox = Sandbox.builder().client(OTHER_CLIENT, OTHER_SECRET).start();
        guide = Guide.read();
        base = KarafBase.create(
                path("karaf.home"),
                Path.of("target/karaf-base").toAbsolutePath(),
                path("karaf.processing"),
                path("maven.repository"));
        settings = new Settings(base.etc("io.fourinsight.levels.cfg"), guide.code("Configuration", "properties"))
                .set("start", DAY)
                .set("end", DAY.plusDays(1));
        addSandboxTo(settings);
        karaf = Karaf.start(
                base,
                jdk,
                Map.of("FOURINSIGHT_CLIENT_ID", Sandbox.CLIENT_ID, "FOURINSIGHT_CLIENT_SECRET", Sandbox.CLIENT_SECRET));
        traces = new Traces(jdk, karaf.pid());
    }

    /** As the guide tells, but for the credentials, which are to come from the environment. */
    private static void addSandboxTo(Settings settings) {
        ReadyProperties.of(sandbox)
                .lines()
                .filter(line -> line.startsWith(OPTION) && !line.startsWith(OPTION + "client-"))
                .map(line -> line.split("=", 2))
                .forEach(setting -> settings.set(setting[0], setting[1]));
    }

    private static Path path(String property) {
        return Path.of(System.getProperty(property));
    }

    @AfterAll
    static void stopKaraf() throws Exception {
        if (karaf != null) {
            karaf.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    /** Here and not for the class: Failsafe reports nothing of a class that is aborted as a whole. */
    @BeforeEach
    void requireJdk() {
        if (jdk == null) {
            String why = "Karaf 4.4 needs " + Jdk.WANTED + "; name one with -Dkaraf.java.home";
            if (Boolean.getBoolean("karaf.required")) {
                Assertions.fail(why);
            }
            Assumptions.abort(why);
        }
    }

    @Test
    @Order(1)
    void routeWritesWhatTheServiceHas() throws Exception {
        settings.save();
        type("Installation");

        List<Reading> readings = arrived(Sandbox.STAVANGER);

        assertReadings(readings, "stavanger");
        report(readings);
        assertThat(type("How to see that it works"))
                .anyMatch(line -> line.contains("Camel FourInsight :: Component") && line.contains("Active"))
                .anyMatch(line -> line.endsWith("client-secret = {{env:FOURINSIGHT_CLIENT_SECRET}}"))
                .anyMatch(line -> line.endsWith(Sandbox.STAVANGER + ": 24 samples"));
    }

    @Test
    @Order(2)
    void germanFileIsReadByADataFormatOfThatName() throws Exception {
        Path inbox = Files.createDirectories(base.path().resolve("data/inbox"));
        Path written = Files.writeString(
                base.path().resolve("pegel.csv"), "Zeit;Pegel\n01.02.2026 10:15;1,5\n01.02.2026 10:30;1,75\n");
        Files.move(written, inbox.resolve("pegel.csv"));

        assertThat(arrived("pegel")).extracting(Reading::value).containsExactly(1.5, 1.75);
        assertThat(arrived("pegel").get(0).instant()).isEqualTo("2026-02-01T09:15:00Z");
    }

    @Test
    @Order(3)
    void changedFileTakesEffect() throws Exception {
        assertThat(sandbox.requests().by(OTHER_CLIENT)).isZero();

        settings.set("series-id", Sandbox.BERGEN)
                .set(OPTION + "client-id", OTHER_CLIENT)
                .set(OPTION + "client-secret", OTHER_SECRET)
                .save();

        assertReadings(arrived(Sandbox.BERGEN), "bergen");
        assertThat(sandbox.requests().by(OTHER_CLIENT)).isPositive();
    }

    @Test
    @Order(4)
    void mistakeInTheFileIsInTheLogUntilItIsCorrected() throws Exception {
        settings.set("series-id", Sandbox.KRISTIANSUND)
                .set(OPTION + "client-sekret", OTHER_SECRET)
                .save();
        FolderWatch.words(base.log(), "has no option 'clientSekret'");
        assertThat(traces.lastingThreads()).isEmpty();

        settings.remove(OPTION + "client-sekret").save();

        assertReadings(arrived(Sandbox.KRISTIANSUND), "kristiansund");
    }

    @Test
    @Order(5)
    void storedTokensOfAPersonAreRefreshedAndUsed() throws Exception {
        Path tokens = base.path().resolve("data/tokens");
        SignedInUser user = SignedInUser.at(sandbox, tokens);
        String signedIn = Files.readString(user.tokenFile());
        sandbox.revokeTokens();

        settings.set("series-id", Sandbox.STAVANGER)
                .set("directory", "data/levels-of-a-person")
                .set(OPTION + "session-type", "user")
                .set(OPTION + "client-id", Sandbox.USER_CLIENT_ID)
                .set(OPTION + "client-secret", Sandbox.USER_CLIENT_SECRET)
                .set(OPTION + "token-directory", tokens)
                .set(OPTION + "sign-in-hosts", SignedInUser.HOST)
                .remove(OPTION + "token-url")
                .save();

        assertReadings(arrived(Sandbox.STAVANGER), "stavanger");
        assertThat(Files.readString(user.tokenFile())).isNotEqualTo(signedIn);
        assertThat(sandbox.refreshTokenReuses()).isZero();
        assertThat(traces.objects()).contains(Traces.USER_SESSION).doesNotContain(Traces.CLIENT_SESSION);
    }

    @Test
    @Order(6)
    void uninstalledRouteLeavesNoThreadAndNoSession() throws Exception {
        assertThat(traces.threads()).isNotEmpty();
        assertThat(traces.objects()).containsAll(Traces.OF_A_ROUTE);

        type("Removal");

        assertThat(traces.lastingThreads()).isEmpty();
        assertThat(traces.objects())
                .doesNotContain(Traces.USER_SESSION, Traces.CLIENT_SESSION)
                .doesNotContainAnyElementsOf(Traces.OF_A_ROUTE);
    }

    @Test
    @Order(7)
    void neitherLogNorConsoleTellsASecret() throws Exception {
        assertThat(List.of(base.log(), base.console())).allSatisfy(log -> assertThat(Files.readString(log))
                .isNotEmpty()
                .doesNotContain(Sandbox.CLIENT_SECRET, Sandbox.USER_CLIENT_SECRET, OTHER_SECRET, "Bearer "));
    }

    /** What the route has written for a series, as soon as it has. */
    private static List<Reading> arrived(String series) throws Exception {
        Path folder = base.path().resolve(settings.get("directory"));
        return Reading.readAll(FolderWatch.file(folder.resolve(series + ".csv")));
    }

    /** What Karaf prints when all the commands of a section are typed in. */
    private static List<String> type(String section) throws Exception {
        List<String> output = new ArrayList<>();
        for (String command : guide.commands(section)) {
            output.addAll(karaf.run(command));
        }
        return output;
    }

    private static void assertReadings(List<Reading> readings, String gauge) throws IOException {
        List<Reading> means = Reading.hourlyMeans(gauge, DAY);
        assertThat(means).hasSize(24);
        assertThat(readings)
                .extracting(Reading::nanos)
                .isEqualTo(means.stream().map(Reading::nanos).toList());
        for (int i = 0; i < means.size(); i++) {
            assertThat(readings.get(i).value()).isCloseTo(means.get(i).value(), within(1e-9));
        }
    }

    /** The one line of this test in the log of a build. */
    private static void report(List<Reading> readings) {
        System.out.printf(
                Locale.ROOT,
                "Karaf received %s: %d samples, %s to %s, mean %.4f%n",
                Sandbox.STAVANGER,
                readings.size(),
                readings.get(0).instant(),
                readings.get(readings.size() - 1).instant(),
                readings.stream().mapToDouble(Reading::value).average().orElseThrow());
    }
}
