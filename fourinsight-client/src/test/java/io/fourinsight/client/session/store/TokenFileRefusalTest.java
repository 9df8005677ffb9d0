package io.fourinsight.client.session.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.base.OwnFiles;
import io.fourinsight.client.base.Platform;
import io.fourinsight.client.base.Sha256;
import io.fourinsight.client.base.Waiting;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.token.TokenFetchException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that somebody else may have put there are neither read nor replaced, and the error says what to do. */
@Timeout(60)
class TokenFileRefusalTest {
    @TempDir
    Path root;

    @TempDir
    Path elsewhere;

    private TokenFileFixture files;

    @BeforeEach
    void store() throws IOException {
        files = new TokenFileFixture(root);
        files.put(TokenFileFixture.PYTHON_JSON);
    }

    @Test
    void aFileThatIsALink() throws Exception {
        Path target = Files.move(files.file(), elsewhere.resolve("token"));
        Files.createSymbolicLink(files.file(), target);
        assertRefused("symbolic link", "tokenDirectory");
        assertThat(Files.readString(target)).isEqualTo(TokenFileFixture.PYTHON_JSON);
        assertThat(Files.isSymbolicLink(files.file())).isTrue();
    }

    @Test
    void aLinkToNothing() throws Exception {
        Files.delete(files.file());
        Files.createSymbolicLink(files.file(), elsewhere.resolve("new"));
        assertRefused("symbolic link", "tokenDirectory");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsALink() throws Exception {
        Path target = Files.move(files.folder(), elsewhere.resolve("api"));
        Files.createSymbolicLink(files.folder(), target);
        assertRefused("symbolic link", "tokenDirectory");
        assertThat(target).isDirectoryContaining("glob:**/token.acme").isDirectoryNotContaining("glob:**/.locks");
    }

    @Test
    void aRootThatIsALinkIsTheUsersChoice() throws Exception {
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), root);
        assertThat(new TokenFileFixture(link).store().load()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {".locks", ".locks/lock"})
    void aLockThatIsALink(String what) throws Exception {
        Path locks = files.folder().resolve(".locks");
        Path link = what.equals(".locks") ? locks : locks.resolve(Sha256.hex("token.acme") + ".lock");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, elsewhere.resolve("target"));
        assertRefused(() -> files.store().exclusively(TokenStore.Entry::read), "symbolic link");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aFileThatIsAFolder() throws Exception {
        Files.delete(files.file());
        Files.createDirectory(files.file());
        assertRefused("is not a file", "choose another session key");
    }

    @Test
    void aFolderThatIsAFile() throws Exception {
        Files.delete(files.file());
        Files.delete(files.folder());
        Files.createFile(files.folder());
        assertRefused("is not a folder");
    }

    @Test
    void aPipeIsNotWaitedFor() throws Exception {
        Files.delete(files.file());
        assertThat(new ProcessBuilder("mkfifo", files.file().toString()).start().waitFor())
                .isZero();
        assertRefused("is not a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw----", "rw----rw-", "rw--w----"})
    void aFileThatOthersCanChange(String mode) throws Exception {
        Files.setPosixFilePermissions(files.file(), PosixFilePermissions.fromString(mode));
        assertRefused("can be changed by other users", "chmod 600");
    }

    @Test
    void aFolderThatOthersCanChange() throws Exception {
        Files.setPosixFilePermissions(files.folder(), PosixFilePermissions.fromString("rwxrwxr-x"));
        assertRefused("can be changed by other users", "chmod 700");
        assertThat(TokenFileFixture.mode(files.folder())).isEqualTo("rwxrwxr-x");
    }

    @Test
    void aFileOfAnotherUser() {
        UserPrincipal other = () -> "somebody";
        FileTokenStore store = new FileTokenStore(
                files.location,
                url -> Optional.empty(),
                Duration.ofSeconds(1),
                Disk.REAL,
                Waiting.REAL,
                new FileGuard(new OwnFiles(() -> other)));
        assertRefused(store::load, "belongs to another user");
        assertRefused(() -> store.exclusively(TokenStore.Entry::read), "belongs to another user");
    }

    @Test
    void aFileThatCannotBeRead() {
        FaultyDisk disk = new FaultyDisk(); // the modes would not stop root, and root may run this
        disk.failOn = "read token.acme";
        disk.failure = new AccessDeniedException(files.file().toString());
        assertRefused(files.store(disk, Waiting.REAL)::load, "may not be used by this user", "give the user the right");
    }

    @Test
    void aFolderThatCannotBeMade() {
        FaultyDisk disk = new FaultyDisk();
        disk.failOn = "makeFolder";
        disk.failure = new AccessDeniedException(files.folder().toString());
        assertRefused(
                () -> files.store(disk, Waiting.REAL).exclusively(TokenStore.Entry::read),
                "may not be used by this user");
    }

    @Test
    void aKeyThatDiffersOnlyInCase() throws Exception {
        Path other = files.file().resolveSibling("token.ACME");
        Files.move(files.file(), other);
        assertRefused("token.ACME", "differs from token.acme only in upper and lower case");
        assertThat(other).hasContent(TokenFileFixture.PYTHON_JSON);
    }

    @Test
    void aKeyNamedLockIsAKeyLikeOthers() {
        Platform platform = new Platform("Linux", root.toString(), Map.of());
        TokenLocations.Location location =
                new TokenLocations(platform, root).ofEnvironment(Service.API, "prod", "lock");
        FileTokenStore store = new FileTokenStore(location, url -> Optional.empty(), Duration.ofSeconds(1));
        assertThatCode(() -> store.exclusively(entry -> {
                    entry.write(files.store().load().orElseThrow());
                    return null;
                }))
                .doesNotThrowAnyException();
        assertThat(location.file()).content().contains("ACCESS-5");
    }

    private void assertRefused(String... words) {
        FileTokenStore store = files.store();
        assertRefused(store::load, words);
        assertRefused(() -> store.exclusively(TokenStore.Entry::read), words);
        assertRefused(
                () -> store.exclusively(entry -> {
                    entry.delete();
                    return null;
                }),
                words);
    }

    private static void assertRefused(ThrowingCallable access, String... words) {
        assertThatThrownBy(access)
                .isInstanceOfSatisfying(TokenFetchException.class, e -> assertThat(e.isMisconfigured())
                        .isTrue())
                .hasMessageContainingAll(words)
                .hasMessageNotContainingAny("ACCESS", "REFRESH");
    }
}
