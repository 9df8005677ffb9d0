package io.fourinsight.client.session.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.base.Sha256;
import io.fourinsight.client.testing.ChildJvm;
import io.fourinsight.client.testing.ConcurrentCallers;
import io.fourinsight.client.testing.DiskTrace;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** That a token file survives what happens to its process and its machine, on the disk as it is. */
@Timeout(300)
class RealDiskTest {
    private static final String TEMPORARY = ".new-" + Sha256.hex("token.acme") + ".tmp";
    private static final String SPENT = Sha256.hex("token.acme") + ".spent";

    @TempDir
    Path root;

    private TokenFileFixture files;

    @BeforeEach
    void signIn() throws Exception {
        root = root.toRealPath();
        files = new TokenFileFixture(root);
        files.put(TokenFileFixture.PYTHON_JSON);
    }

    /** A power cut may come after each step; what was not forced to the disk before may be gone, also a new folder. */
    @Test
    void eachFileIsForcedToTheDiskBeforeItTakesItsName() throws Exception {
        DiskTrace.assumeTraceable(root);
        List<String> steps = DiskTrace.of(
                root.resolve("trace"), files.folder(), TokenStoreChild.class, "spend", root.toString(), "1");
        assertThat(steps)
                .containsSubsequence(
                        "force api",
                        "create " + SPENT + ".tmp 0600",
                        "write " + SPENT + ".tmp",
                        "force " + SPENT + ".tmp",
                        "rename " + SPENT + ".tmp " + SPENT,
                        "force .locks",
                        "create " + TEMPORARY + " 0600",
                        "write " + TEMPORARY,
                        "force " + TEMPORARY,
                        "rename " + TEMPORARY + " token.acme",
                        "force api")
                .doesNotContain("write token.acme", "remove token.acme");
    }

    @Test
    void aReaderSeesEitherFileWhole() throws Exception {
        Path file = root.resolve("file");
        Path next = root.resolve("next");
        Disk.REAL.create(file, "old".getBytes());
        AtomicBoolean done = new AtomicBoolean();
        try (ConcurrentCallers<Long> reader = ConcurrentCallers.start(1, () -> {
            long reads = 0;
            while (!done.get()) {
                assertThat(new String(Disk.REAL.read(file, 10))).isIn("old", "new");
                reads++;
            }
            return reads;
        })) {
            try {
                for (int i = 0; i < 3000; i++) {
                    Files.writeString(next, "new");
                    Disk.REAL.move(next, file);
                }
            } finally {
                done.set(true);
            }
            assertThat(reader.result()).isPositive();
        }
    }

    @Test
    void aFileThatIsThereIsNotTakenOver() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "another's");
        assertThatThrownBy(() -> Disk.REAL.create(file, new byte[1])).isInstanceOf(FileAlreadyExistsException.class);
        Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("elsewhere"));
        assertThatThrownBy(() -> Disk.REAL.create(link, new byte[1])).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("another's");
        assertThat(root.resolve("elsewhere")).doesNotExist();
    }

    /** Before the first step, before the second, in the middle of a write, … until one lives to its end. */
    @Test
    void aProcessThatDiesAtAnyStepLeavesAWholeFileAndNoSecondUseOfAToken() throws Exception {
        int steps = 0;
        boolean finished = false;
        while (!finished) {
            files.put(TokenFileFixture.PYTHON_JSON);
            String last = "";
            try (ChildJvm child =
                    new ChildJvm(TokenStoreChild.class, "halt", root.toString(), Integer.toString(steps))) {
                for (String line = child.line(); line != null; line = child.line()) {
                    last = line;
                }
            }
            finished = last.equals("written");
            assertSound(last, "died after " + steps + " steps, said " + last);
            steps++;
        }
        assertThat(steps).as("ways to die").isGreaterThan(10);
    }

    private void assertSound(String said, String when) throws Exception {
        boolean renewed = !files.text().equals(TokenFileFixture.PYTHON_JSON);
        StoredTokens tokens = files.store().load().orElseThrow(() -> new AssertionError(when));
        String number = renewed ? "6" : "5";
        assertThat(tokens.accessToken()).as(when).isEqualTo(Secret.of("ACCESS-" + number));
        if (renewed) {
            assertThat(TokenFileFixture.mode(files.file())).as(when).isEqualTo("rw-------");
        }
        FileTokenStore store = files.store();
        boolean spent =
                store.exclusively(entry -> entry.isSpent(tokens.refreshToken().orElseThrow()));
        if (renewed || said.isEmpty()) {
            assertThat(spent && renewed).as(when).isFalse();
        } else {
            assertThat(spent).as(when + ": sent, and nothing is stored").isTrue();
        }
        // what it left behind hinders nobody
        store.exclusively(entry -> {
            entry.write(TokenFileFixture.refreshed(tokens, "ACCESS-7", "REFRESH-7"));
            return tokens;
        });
        assertThat(files.text()).as(when).contains("ACCESS-7");
        String[] names = files.folder().toFile().list();
        assertThat(Arrays.asList(names)).as(when).containsExactlyInAnyOrder("token.acme", ".locks");
    }
}
