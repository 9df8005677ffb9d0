package io.fourinsight.client.session.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.base.Sha256;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.testing.FakeWaiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a token store leaves on the disk, and what it tells of itself. */
class TokenFileTracesTest {

    private static final Secret REFRESH = Secret.of("REFRESH-5");
    private static final String HASH = Sha256.hex("token.acme");
    private static final String SPENT = HASH + ".spent";
    private static final String TEMPORARY = ".new-" + HASH + ".tmp";

    @TempDir
    Path root;

    private final FaultyDisk disk = new FaultyDisk();
    private TokenFileFixture files;
    private FileTokenStore store;

    @BeforeEach
    void put() throws IOException {
        files = new TokenFileFixture(root);
        files.put(TokenFileFixture.PYTHON_JSON);
        store = files.store(disk, new FakeWaiting());
    }

    private void spend() throws TokenFetchException {
        store.exclusively(entry -> {
            entry.markSpent(REFRESH);
            return null;
        });
    }

    private Path locks() {
        return files.folder().resolve(".locks");
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    @Test
    void theFolderOfLocksIsSettledOnceWhenItIsMade() throws Exception {
        spend();
        assertThat(disk.steps).containsSubsequence("makeFolder .locks", "settle api", "create " + SPENT + ".tmp");
        disk.steps.clear();
        spend();
        assertThat(disk.steps).doesNotContain("makeFolder .locks", "settle api");
    }

    @Test
    void aWriteForgetsWhatWasSpentBefore() throws Exception {
        spend();
        assertThat(store.hasSpent()).isTrue();
        store.exclusively(entry -> {
            entry.write(TokenFileFixture.refreshed(entry.read().orElseThrow(), "ACCESS-6", "REFRESH-6"));
            return null;
        });
        assertThat(store.hasSpent()).isFalse();
        assertThat(namesIn(locks())).containsExactly(HASH + ".lock");
    }

    @Test
    void signingOutLeavesTheLockAndNothingElse() throws Exception {
        spend();
        Files.writeString(files.folder().resolve(TEMPORARY), "half");
        disk.steps.clear();
        store.exclusively(entry -> {
            entry.delete();
            return null;
        });
        assertThat(namesIn(files.folder())).containsExactly(".locks");
        assertThat(namesIn(locks())).containsExactly(HASH + ".lock");
        assertThat(disk.steps).containsSubsequence("remove token.acme", "settle api");
    }

    @Test
    void aNoteThatCannotBeWrittenLeavesNoHalfOne() throws Exception {
        disk.failOn = "create " + SPENT;
        assertThatThrownBy(this::spend).isInstanceOf(TokenFetchException.class);
        assertThat(namesIn(locks())).containsExactly(HASH + ".lock");
    }

    @Test
    void halfANoteOfAKilledProcessIsReplaced() throws Exception {
        Files.createDirectory(
                locks(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(locks().resolve(SPENT + ".tmp"), "half");
        spend();
        assertThat(namesIn(locks())).containsExactlyInAnyOrder(HASH + ".lock", SPENT);
    }

    @Test
    void aFileThatHasBecomeOpenToOthersVouchesForNothing() throws Exception {
        boolean spent = store.exclusively(entry -> {
            open(files.file());
            return entry.isSpent(REFRESH);
        });
        assertThat(spent).isTrue();
    }

    private static void open(Path file) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theLargestFileIsRead() throws Exception {
        byte[] largest = new byte[1 << 20];
        Arrays.fill(largest, (byte) ' ');
        byte[] json = TokenFileFixture.PYTHON_JSON.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(json, 0, largest, 0, json.length);
        files.put(largest);
        assertThat(store.load()).isPresent();
        files.put(Arrays.copyOf(largest, largest.length + 1));
        assertThat(store.load()).isEmpty();
    }

    @Test
    void aRefusalIsThatOfItsApplication() throws Exception {
        StoredTokens tokens = store.load().orElseThrow();
        StoredTokens.Refusal refusal = new StoredTokens.Refusal("invalid_grant", "ours", Instant.EPOCH);
        assertThat(tokens.refusalOf("ours")).isEmpty();
        assertThat(tokens.refused(refusal).refusalOf("ours")).contains(refusal);
        assertThat(tokens.refused(refusal).refusalOf("theirs")).isEmpty();
    }

    @Test
    void itsTextSaysWhereAndNotWhat() throws Exception {
        assertThat(store.place()).isEqualTo(files.file().toString());
        assertThat(store).hasToString("FileTokenStore[" + files.file() + "]");
        assertThat(store.load().orElseThrow().toString())
                .startsWith("StoredTokens[")
                .contains("127.0.0.1")
                .doesNotContain("ACCESS-5", "REFRESH-5");
    }
}
