package io.fourinsight.camel.example.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Has Prometheus' own tool read the alert rules and try them on made-up series; skipped where it is not installed, but on a
 * build server.
 */
class AlertRulesTest {

    private static final Path DOCS = Path.of("../../docs/operations");

    @BeforeAll
    static void skipWithoutPromtool() throws Exception {
        boolean there;
        try {
            there = run("--version").exit() == 0;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(
                there || System.getenv("CI") != null,
                "promtool is not installed; it comes with Debian's package prometheus");
    }

    @Test
    void rulesAreReadByPrometheus() throws Exception {
        Ended check = run("check", "rules", "alerts.yaml");

        assertThat(check.exit()).as(check.said()).isZero();
    }

    @Test
    void alertsAreRaisedWhenTheirCasesSay() throws Exception {
        Ended cases = run("test", "rules", "alerts-test.yaml");

        assertThat(cases.exit()).as(cases.said()).isZero();
    }

    private record Ended(int exit, String said) {}

    private static Ended run(String... arguments) throws Exception {
        ProcessBuilder promtool = new ProcessBuilder(new ArrayList<>(List.of("promtool"))).directory(DOCS.toFile());
        promtool.command().addAll(List.of(arguments));
        Process process = promtool.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
