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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FileTokenStoreTest {
    private static final Secret REFRESH = Secret.of("REFRESH-5");

    @TempDir
    Path root;

    private TokenFileFixture files;
    private final FakeWaiting waiting = new FakeWaiting();
    private final FaultyDisk disk = new FaultyDisk();

    @BeforeEach
    void chooseFile() {
        files = new TokenFileFixture(root);
    }

    @Test
    void nothingStoredIsNoNewsAndMakesNothing() throws Exception {
        assertThat(files.store().load()).isEmpty();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void aFileOfPythonIsReadAndRefreshed() throws Exception {
        files.put(TokenFileFixture.PYTHON_JSON);
        StoredTokens written = refresh(files.store());
        assertThat(files.text()).contains("\"profile_info\":\"eyJ2ZXIi\"").doesNotContain("ACCESS-5");
        StoredTokens read = files.store().load().orElseThrow();
        assertThat(read.accessToken()).isEqualTo(written.accessToken());
        assertThat(read.refreshToken()).isEqualTo(written.refreshToken());
    }

    @Test
    void onlyTheUserCanReadAndEnter() throws Exception {
        refresh(store(), python());
        assertThat(TokenFileFixture.mode(files.file())).isEqualTo("rw-------");
        assertThat(TokenFileFixture.mode(files.folder())).isEqualTo("rwx------");
        assertThat(disk.modes).isNotEmpty().containsOnly("rw-------");
        try (Stream<Path> all = Files.walk(files.folder())) {
            assertThat(all)
                    .allSatisfy(path -> assertThat(TokenFileFixture.mode(path)).endsWith("------"));
        }
    }

    @Test
    void whatPythonLeftOpenIsClosed() throws Exception {
        files.put(TokenFileFixture.PYTHON_JSON);
        assertThat(TokenFileFixture.mode(files.file())).isEqualTo("rw-r--r--");
        refresh(files.store());
        assertThat(TokenFileFixture.mode(files.file())).isEqualTo("rw-------");
        assertThat(TokenFileFixture.mode(files.folder())).isEqualTo("rwx------");
    }

    @Test
    void aChangeWithinOneTickOfTheClockIsSeen() throws Exception {
        files.put(TokenFileFixture.PYTHON_JSON);
        FileTime now = FileTime.from(Instant.now());
        Files.setLastModifiedTime(files.file(), now);
        FileTokenStore store = files.store();
        store.load();
        files.put(TokenFileFixture.PYTHON_JSON.replace("ACCESS-5", "ACCESS-6"));
        Files.setLastModifiedTime(files.file(), now);
        assertThat(store.load().orElseThrow().accessToken()).isEqualTo(Secret.of("ACCESS-6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"access_token\": \"ACCESS-5", "\0\1\2", "{}"})
    void aDamagedFileIsNoNewsAndNoRequest(String damaged) throws Exception {
        files.put(damaged);
        FileTokenStore store = store();
        assertThat(store.load()).isEmpty();
        assertThatThrownBy(() -> store.exclusively(TokenStore.Entry::read))
                .isInstanceOfSatisfying(TokenFetchException.class, e -> assertThat(e.isMisconfigured())
                        .isFalse())
                .hasMessageContaining(files.file().toString())
                .hasMessageContaining("sign in again")
                .hasMessageNotContaining("ACCESS")
                .hasNoCause();
        assertThat(waiting.pauses()).as("between three reads").isEqualTo(2);
        assertThat(files.text()).isEqualTo(damaged);
    }

    @Test
    void aFileThatIsJustBeingWrittenIsReadWhenItIsWhole() throws Exception {
        files.put("");
        waiting.then(() -> files.put(TokenFileFixture.PYTHON_JSON));
        assertThat(store().exclusively(TokenStore.Entry::read)).isPresent();
        assertThat(waiting.pauses()).isEqualTo(1);
    }

    @Test
    void aSignInReplacesADamagedFile() throws Exception {
        files.put("{");
        refresh(files.store(), python());
        assertThat(files.store().load()).isPresent();
    }

    @Test
    void aHugeFileIsDamagedAndNotReadToItsEnd() throws Exception {
        byte[] huge = new byte[10_000_000];
        Arrays.fill(huge, (byte) ' ');
        byte[] json = TokenFileFixture.PYTHON_JSON.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(json, 0, huge, 0, json.length);
        files.put(huge);
        assertThat(store().load()).isEmpty();
        assertThat(disk.mostRead).isLessThanOrEqualTo((1 << 20) + 1);
    }

    @Test
    void anotherTokenUrlsFileIsLeftAlone() throws Exception {
        String foreign = TokenFileFixture.PYTHON_JSON.replace("127.0.0.1:41699", "login.example.com");
        files.put(foreign);
        StoredTokens tokens = python();
        FileTokenStore store = files.store();
        for (Attempt attempt : List.<Attempt>of(
                store::load,
                () -> store.exclusively(TokenStore.Entry::read),
                () -> refresh(store, tokens),
                () -> store.exclusively(entry -> {
                    entry.delete();
                    return null;
                }))) {
            assertThatThrownBy(attempt::make)
                    .isInstanceOfSatisfying(TokenFetchException.class, e -> assertThat(e.isMisconfigured())
                            .isTrue())
                    .hasMessageContaining(files.file() + " is left as it is")
                    .hasMessageContaining("came from http://login.example.com/tenant/oauth2/v2.0/token, but the option"
                            + " tokenUrl is http://127.0.0.1:41699/tenant/oauth2/v2.0/token: leave tokenUrl out")
                    .hasMessageNotContaining("session key")
                    .hasMessageNotContaining("B2C_1A");
        }
        assertThat(files.text()).isEqualTo(foreign);
    }

    @Test
    void aFullDiskLeavesTheOldFile() throws Exception {
        files.put(TokenFileFixture.PYTHON_JSON);
        FileTokenStore store = store();
        disk.failOn = "create .new-";
        assertThatThrownBy(() -> refresh(store))
                .isInstanceOfSatisfying(TokenFetchException.class, e -> assertThat(e.isMisconfigured())
                        .isFalse())
                .hasMessageContaining("No space left on device")
                .hasMessageNotContaining("ACCESS");
        assertThat(files.text()).isEqualTo(TokenFileFixture.PYTHON_JSON);
        assertThat(names()).containsExactlyInAnyOrder("token.acme", ".locks");
        disk.failOn = null;
        assertThat(isSpent(store, REFRESH)).as("still spent").isTrue();
        refresh(store);
        assertThat(files.text()).contains("ACCESS-6");
    }

    @Test
    void allThatWasSentStaysSpentWhileTheDiskIsFull() throws Exception {
        files.put(TokenFileFixture.PYTHON_JSON);
        FileTokenStore store = store();
        Secret inMemory = Secret.of("REFRESH-6");
        store.exclusively(entry -> {
            entry.markSpent(REFRESH);
            entry.markSpent(inMemory);
            return null;
        });
        FileTokenStore next = files.store();
        assertThat(isSpent(next, REFRESH)).isTrue();
        assertThat(isSpent(next, inMemory)).isTrue();
        assertThat(isSpent(next, Secret.of("REFRESH-7"))).isFalse();
    }

    @Test
    void noMarkNoRequest() throws Exception {
        files.put(TokenFileFixture.PYTHON_JSON);
        disk.failOn = "create ";
        assertThatThrownBy(() -> store().exclusively(entry -> {
                    entry.markSpent(REFRESH);
                    return null;
                }))
                .isInstanceOf(TokenFetchException.class)
                .hasMessageContaining("No space left on device");
    }

    @Test
    void aServerThatSendsTheSameRefreshTokenAgainIsUnderstood() throws Exception {
        files.put(TokenFileFixture.PYTHON_JSON);
        // the notes cannot even be removed: a process that is killed right after the write leaves them too
        disk.failOn = "remove " + spentFile().getFileName();
        store().exclusively(entry -> {
            StoredTokens old = entry.read().orElseThrow();
            entry.markSpent(REFRESH);
            assertThat(entry.isSpent(REFRESH)).isTrue();
            entry.write(TokenFileFixture.refreshed(old, "ACCESS-6", "REFRESH-5"));
            return null;
        });
        assertThat(spentFile()).exists();
        assertThat(isSpent(files.store(), REFRESH)).isFalse();
    }

    @Test
    void aRefreshByPythonTakesTheNoteAway() throws Exception {
        files.put(TokenFileFixture.PYTHON_JSON);
        files.store().exclusively(entry -> {
            entry.markSpent(REFRESH);
            return null;
        });
        files.put(TokenFileFixture.PYTHON_JSON.replace("ACCESS-5", "ACCESS-6"));
        assertThat(isSpent(files.store(), REFRESH)).isFalse();
    }

    @Test
    void aRequestThatNeverLeftTakesItsNoteBack() throws Exception {
        files.put(TokenFileFixture.PYTHON_JSON);
        files.store().exclusively(entry -> {
            entry.markSpent(REFRESH);
            entry.unmarkSpent(REFRESH);
            return null;
        });
        assertThat(isSpent(files.store(), REFRESH)).isFalse();
    }

    @Test
    void notesThatCannotBeReadCountAsSpent() throws Exception {
        files.put(TokenFileFixture.PYTHON_JSON);
        disk.failOn = "read " + spentFile().getFileName();
        assertThat(isSpent(store(), REFRESH)).isTrue();
    }

    @Test
    void theNoteIsNotTheToken() throws Exception {
        files.put(TokenFileFixture.PYTHON_JSON);
        files.store().exclusively(entry -> {
            entry.markSpent(REFRESH);
            return null;
        });
        assertThat(Files.readString(spentFile())).matches("[0-9a-f]{64}\n");
    }

    @Test
    void aWriteIsForcedThenMovedThenSettled() throws Exception {
        files.put(TokenFileFixture.PYTHON_JSON);
        refresh(store());
        String temporary = ".new-" + Sha256.hex("token.acme") + ".tmp";
        assertThat(disk.steps)
                .containsSubsequence("create " + temporary, "move " + temporary, "settle api")
                .containsSubsequence(
                        "create " + spentFile().getFileName() + ".tmp", "settle .locks", "create " + temporary);
    }

    @Test
    void anInterruptedThreadStillWrites() throws Exception {
        files.put(TokenFileFixture.PYTHON_JSON);
        files.store().exclusively(entry -> {
            StoredTokens old = entry.read().orElseThrow();
            Thread.currentThread().interrupt();
            entry.markSpent(REFRESH);
            entry.write(TokenFileFixture.refreshed(old, "ACCESS-6", "REFRESH-6"));
            return null;
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(files.text()).contains("ACCESS-6");
    }

    @Test
    void aWaitThatIsInterruptedIsAFailureThatKeepsTheInterrupt() throws Exception {
        FileTokenStore store = files.store();
        store.exclusively(held -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> files.store().exclusively(TokenStore.Entry::read))
                    .isInstanceOf(TokenFetchException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            return null;
        });
    }

    @Test
    void aLockThatCannotBeOpenedIsAFailure() {
        assertThatThrownBy(() -> StoreLock.acquire(root.resolve("missing").resolve("a.lock"), Duration.ZERO, waiting))
                .isInstanceOf(TokenFetchException.class)
                .hasMessageContaining("could not be locked");
    }

    @Test
    void whatAKilledProcessLeftIsReplaced() throws Exception {
        files.put(TokenFileFixture.PYTHON_JSON);
        Files.writeString(files.folder().resolve(".new-" + Sha256.hex("token.acme") + ".tmp"), "half");
        refresh(files.store());
        assertThat(names()).containsExactlyInAnyOrder("token.acme", ".locks");
    }

    @Test
    void signingOutRemovesTheFile() throws Exception {
        files.put(TokenFileFixture.PYTHON_JSON);
        FileTokenStore store = files.store();
        store.exclusively(entry -> {
            entry.delete();
            return null;
        });
        assertThat(store.load()).isEmpty();
        assertThat(names()).containsExactly(".locks");
    }

    private StoredTokens refresh(FileTokenStore store) throws TokenFetchException {
        return store.exclusively(entry -> {
            StoredTokens old = entry.read().orElseThrow();
            entry.markSpent(old.refreshToken().orElseThrow());
            StoredTokens next = TokenFileFixture.refreshed(old, "ACCESS-6", "REFRESH-6");
            entry.write(next);
            return next;
        });
    }

    private static StoredTokens refresh(FileTokenStore store, StoredTokens tokens) throws TokenFetchException {
        return store.exclusively(entry -> {
            entry.write(tokens);
            return tokens;
        });
    }

    private static boolean isSpent(FileTokenStore store, Secret refreshToken) throws TokenFetchException {
        return store.<Boolean>exclusively(entry -> entry.isSpent(refreshToken));
    }

    private static StoredTokens python() {
        return StoredTokensFormat.parse(TokenFileFixture.PYTHON_JSON.getBytes(StandardCharsets.UTF_8), Instant.EPOCH)
                .orElseThrow();
    }

    private FileTokenStore store() {
        return files.store(disk, waiting);
    }

    private Path spentFile() {
        return files.folder().resolve(".locks").resolve(Sha256.hex("token.acme") + ".spent");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(files.folder())) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }

    private interface Attempt {
        Object make() throws TokenFetchException;
    }
}
