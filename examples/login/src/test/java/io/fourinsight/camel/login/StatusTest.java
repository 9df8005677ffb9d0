package io.fourinsight.camel.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stored sessions are shown without their tokens, and can be removed. */
@Timeout(60)
class StatusTest {
    @TempDir
    Path directory;

    private LoginRig rig;

    @BeforeEach
    void start() {
        rig = new LoginRig(directory);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void nothingIsStoredAtFirst() {
        assertThat(rig.run("", "--status")).isEqualTo(3);
        assertThat(rig.out()).contains("Nobody is signed in.");
        assertThat(rig.run("", "--status", "--session-key", "acme")).isEqualTo(3);
        assertThat(rig.out()).contains("session 'acme'");
        assertThat(rig.files()).isEmpty();
    }

    @Test
    void everySessionIsListedWithItsUserAndItsEnd() {
        rig.paste("y");
        rig.paste("y", "--session-key", "acme");

        assertThat(rig.run("", "--status")).isZero();
        assertThat(rig.out().lines()).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("api at-127.0.0.1", "alice", "valid until 2"));
        assertThat(rig.out()).contains("the default session", "session 'acme'");
        assertThat(rig.run("", "--status", "--session-key", "acme")).isZero();
        assertThat(rig.out()).contains("session 'acme'").doesNotContain("default");
    }

    @Test
    void aDamagedFileIsListedAndNeedsASignIn() throws IOException {
        rig.paste("y", "--session-key", "acme");
        Files.writeString(rig.files().get(0), "{");

        assertThat(rig.run("", "--status")).isZero();
        assertThat(rig.out()).contains("cannot be used", "session 'acme'");
        assertThat(rig.run("", "--status", "--session-key", "acme")).isEqualTo(3);
        assertThat(rig.paste("y", "--session-key", "acme")).isZero();
        assertThat(rig.run("", "--status", "--session-key", "acme")).isZero();
    }

    @Test
    void withoutASessionKeyTheExitCodeIsOfTheDefaultSession() throws IOException {
        rig.paste("y");
        Files.writeString(rig.files().get(0), "{");
        rig.paste("y", "--session-key", "acme");

        assertThat(rig.run("", "--status")).isEqualTo(3);
        assertThat(rig.paste("y")).isZero();
        assertThat(rig.run("", "--status")).isZero();
    }

    @Test
    void anExpiredTokenSaysThatItIsRenewed() {
        rig.paste("y", "--session-key", "acme");
        rig.expire();

        assertThat(rig.run("", "--status", "--session-key", "acme")).isZero();
        assertThat(rig.out()).contains("expired at", "renewed when it is used");
    }

    @Test
    void namesCannotSteerTheTerminal() throws IOException {
        rig.paste("y");
        Path file = rig.files().get(0);
        Files.writeString(file, Files.readString(file).replaceFirst("(camel_subject\":\\s*\")", "$1\\\\u001b[2J\\\\n"));

        assertThat(rig.run("", "--status")).isZero();
        assertThat(rig.out()).contains("?[2J?").doesNotContain("\u001b");
    }

    @Test
    void signingOutRemovesTheFileOfThatSessionOnly() {
        rig.paste("y");
        rig.paste("y", "--session-key", "acme");

        assertThat(rig.run("", "--sign-out", "--session-key", "acme")).isZero();
        assertThat(rig.out()).contains("Signed out of session 'acme'");
        assertThat(rig.files()).hasSize(1);
        assertThat(rig.files().get(0).getFileName()).hasToString("token");
        assertThat(rig.run("", "--status", "--session-key", "acme")).isEqualTo(3);
        assertThat(rig.run("", "--sign-out", "--session-key", "acme")).isZero();
        assertThat(rig.out()).contains("Nobody is signed in");
    }

    @Test
    void aFileThatIsALinkIsNotRemoved() throws IOException {
        rig.paste("y");
        Path file = rig.files().get(0);
        Path target = Files.move(file, directory.resolve("elsewhere"));
        Files.createSymbolicLink(file, target);

        assertThat(rig.run("", "--sign-out")).isEqualTo(1);
        assertThat(rig.err()).contains(file.toString());
        assertThat(target).exists();
    }
}
