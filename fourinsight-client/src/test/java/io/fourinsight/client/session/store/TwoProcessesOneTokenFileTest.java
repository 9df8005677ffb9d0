package io.fourinsight.client.session.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.testing.ChildJvm;
import io.fourinsight.client.testing.FakeWaiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share a token file never send the same refresh token, also if one is stopped or killed. */
@Timeout(120)
class TwoProcessesOneTokenFileTest {
    private static final Secret REFRESH = Secret.of("REFRESH-5");

    @TempDir
    Path root;

    private TokenFileFixture files;

    @BeforeEach
    void store() throws Exception {
        files = new TokenFileFixture(root);
        files.put(TokenFileFixture.PYTHON_JSON);
    }

    @Test
    void noRefreshTokenIsSpentTwice() throws Exception {
        int each = 50;
        List<String> spent = new ArrayList<>();
        FileTokenStore store = files.store();
        try (ChildJvm child = child("spend", Integer.toString(each))) {
            assertThat(child.line()).isEqualTo("ready");
            child.proceed();
            for (int i = 0; i < each; i++) {
                spent.add(store.exclusively(TokenStoreChild::spendNext));
            }
            for (int i = 0; i < each; i++) {
                spent.add(child.line());
            }
        }
        assertThat(spent)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(5, 5 + 2 * each)
                        .mapToObj(i -> "REFRESH-" + i)
                        .toList());
    }

    @Test
    void aHolderMakesOthersWaitAndThenGiveUp() throws Exception {
        try (ChildJvm child = holder("hold")) {
            assertLockedOut();
            child.proceed();
            assertThat(child.line()).isNull();
            assertThat(files.store().exclusively(TokenStore.Entry::read)).isPresent();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no SIGSTOP")
    void aStoppedHolderDoesNotHangOthers() throws Exception {
        try (ChildJvm child = holder("hold")) {
            child.signal("STOP");
            assertLockedOut();
        }
        assertThat(files.store().exclusively(TokenStore.Entry::read))
                .as("after its death")
                .isPresent();
    }

    @Test
    void whatAKilledProcessMarkedIsSpent() throws Exception {
        try (ChildJvm child = holder("mark")) {
            child.kill();
        }
        FileTokenStore store = files.store();
        assertThat(store.load()).as("the access token still serves").isPresent();
        boolean spent = store.exclusively(
                entry -> entry.isSpent(entry.read().orElseThrow().refreshToken().orElseThrow()));
        assertThat(spent).isTrue();
        store.exclusively(entry -> {
            entry.write(TokenFileFixture.refreshed(entry.read().orElseThrow(), "ACCESS-6", "REFRESH-5"));
            return null;
        });
        boolean spentAfterSignIn = store.exclusively(entry -> entry.isSpent(REFRESH));
        assertThat(spentAfterSignIn).isFalse();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no ulimit")
    void aDiskThatReallyTakesNoMoreLeavesTheOldFile() throws Exception {
        try (ChildJvm child = ChildJvm.withLargestFile(8, TokenStoreChild.class, "write", root.toString())) {
            assertThat(child.line()).startsWith("token_file_failed ").contains("could not be written");
        }
        assertThat(files.text()).isEqualTo(TokenFileFixture.PYTHON_JSON);
        try (var all = Files.list(files.folder())) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("token.acme", ".locks");
        }
    }

    private void assertLockedOut() {
        FakeWaiting waiting = new FakeWaiting();
        FileTokenStore store = files.store(Disk.REAL, waiting);
        assertThatThrownBy(() -> store.exclusively(entry -> {
                    throw new AssertionError("a request would be made");
                }))
                .isInstanceOfSatisfying(TokenFetchException.class, e -> {
                    assertThat(e.isMisconfigured()).isFalse();
                    assertThat(e.errorCode()).isEqualTo("token_file_locked");
                });
        assertThat(Duration.ofNanos(waiting.nanoTime())).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(16));
    }

    private ChildJvm holder(String how) throws Exception {
        ChildJvm child = child(how);
        assertThat(child.line()).isEqualTo("holding");
        return child;
    }

    private ChildJvm child(String how, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(how, root.toString()));
        arguments.addAll(List.of(more));
        return new ChildJvm(TokenStoreChild.class, arguments.toArray(String[]::new));
    }
}
