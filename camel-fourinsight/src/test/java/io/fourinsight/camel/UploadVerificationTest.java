package io.fourinsight.camel;

import static io.fourinsight.camel.UploadRig.APPEND;
import static io.fourinsight.camel.UploadRig.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.VerificationException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How uploads wait for the service to look through their files. */
class UploadVerificationTest {

    private static final String CSV = NOON + ",1.5\n" + (NOON + 1) + ",2\n";

    private final UploadRig rig = new UploadRig();

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void withoutWaitingTheStatusIsNotAskedFor() throws Exception {
        rig.start("&waitOnVerification=false");
        rig.sandbox.reservoir().neverVerified();

        assertThat(rig.data(rig.create(CSV)).size()).isEqualTo(2);

        assertThat(rig.steps()).contains("POST timeseries/create").doesNotContain("GET files/*/status");
    }

    @Test
    void aFailedVerificationIsAnErrorAndLeavesTheSeriesAlone() throws Exception {
        rig.start("");
        rig.sandbox.reservoir().failVerification("too salty");

        assertThat(rig.append(Sandbox.EMPTY, CSV).getException())
                .isInstanceOfSatisfying(VerificationException.class, e -> {
                    assertThat(e.state()).isEqualTo("Failed");
                    assertThat(e.reason()).isEqualTo("too salty");
                    assertThat(e).hasMessage("The verification of file " + e.fileId() + " ended as Failed: too salty");
                });
        assertThat(rig.sandbox.reservoir().createsAndAdds()).isZero();
    }

    @Test
    void aVerificationWithoutEndIsAskedForLessAndLessOftenUntilTheTimeIsUp() throws Exception {
        rig.start("&verificationTimeout=12s");
        rig.sandbox.reservoir().neverVerified();

        assertThat(rig.append(Sandbox.EMPTY, CSV).getException())
                .isInstanceOfSatisfying(VerificationException.class, e -> {
                    assertThat(e.state()).isEqualTo("Processing");
                    assertThat(e).hasMessageContaining("not verified within verificationTimeout PT12S");
                });
        assertThat(rig.pauses.stream().map(Duration::toMillis)).containsExactly(250L, 500L, 1000L, 2000L, 4000L, 4250L);
        assertThat(rig.sandbox.reservoir().createsAndAdds()).isZero();
    }

    @Test
    void slowAnswersAboutTheStateTakeUpTheTimeToo() throws Exception {
        rig.start("&verificationTimeout=12s");
        rig.sandbox.reservoir().neverVerified();
        rig.sandbox
                .faults()
                .beforeAnswer(Sandbox.RESERVOIR_PATH + "files/", () -> rig.clock.advance(Duration.ofSeconds(5)));

        assertThat(rig.append(Sandbox.EMPTY, CSV).getException()).isInstanceOf(VerificationException.class);

        assertThat(rig.pauses.stream().map(Duration::toMillis)).containsExactly(250L, 500L);
    }

    @Test
    void aVerificationTimeoutOfNothingFailsWhenTheRouteIsBuilt() {
        assertThatThrownBy(() -> rig.context.route("wrong", APPEND + "&verificationTimeout=0s"))
                .hasStackTraceContaining("verificationTimeout 'PT0S' must be at least 1ms");
    }
}
