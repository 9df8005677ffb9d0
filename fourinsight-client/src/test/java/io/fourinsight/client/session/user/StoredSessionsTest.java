package io.fourinsight.client.session.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.session.store.TokenFileFixture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredSessionsTest {
    private static final URI OTHER_URL = URI.create("https://api.example/");

    @TempDir
    Path directory;

    @Test
    void nothingIsMadeByLooking() {
        assertThat(new StoredSessions(directory).list()).isEmpty();
        assertThat(StoredSessions.find(account(Service.API, "prod", null, null)))
                .isEmpty();
        assertThat(StoredSessions.remove(account(Service.API, "prod", null, null)))
                .isFalse();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void allAreListedAsTheirAccountsFindThem() throws IOException {
        List<UserAccount> accounts = List.of(
                account(Service.API, "prod", null, null),
                account(Service.API, "prod", null, "acme"),
                account(Service.API, "test", null, "qa"),
                account(Service.API, "prod", OTHER_URL, "acme.x"),
                account(Service.RESERVOIR, "prod", null, null),
                account(Service.RESERVOIR, "qa", null, "acme"),
                account(Service.RESERVOIR, "prod", OTHER_URL, null));
        for (UserAccount account : accounts) {
            put(account, TokenFileFixture.PYTHON_JSON);
        }
        assertThat(new StoredSessions(directory).list())
                .hasSize(7)
                .containsExactlyInAnyOrderElementsOf(accounts.stream()
                        .map(account -> StoredSessions.find(account).orElseThrow())
                        .toList());
    }

    @Test
    void whatIsNoTokenFileIsNotListed() throws IOException {
        UserAccount account = account(Service.API, "prod", null, null);
        put(account, TokenFileFixture.PYTHON_JSON);
        for (String name : List.of("tokens", "token.acme.tmp", "token.a b", "other", ".new-1.tmp")) {
            Files.writeString(account.file().resolveSibling(name), TokenFileFixture.PYTHON_JSON);
        }
        assertThat(new StoredSessions(directory).list()).hasSize(1);
    }

    @Test
    void aSessionSaysWhoseItIsAndNoToken() throws IOException {
        UserAccount account = account(Service.API, "prod", null, "acme");
        put(account, TokenFileFixture.PYTHON_JSON.replace("{", "{\"camel_subject\": \"alice\", "));

        StoredSession session = StoredSessions.find(account).orElseThrow();
        Instant end = session.expiresAt().orElseThrow();
        assertThat(session.subject()).contains("alice");
        assertThat(end.getEpochSecond()).isEqualTo(1795455164L);
        assertThat(session.needsSignIn(end.plusSeconds(1)))
                .as("it is renewable")
                .isFalse();
        assertThat(session.toString()).doesNotContain("ACCESS-5", "REFRESH-5", "ID.TOKEN");

        put(account, TokenFileFixture.PYTHON_JSON.replace("refresh_token\"", "no_token\""));
        session = StoredSessions.find(account).orElseThrow();
        assertThat(session.needsSignIn(end.minusSeconds(1))).isFalse();
        assertThat(session.needsSignIn(end)).isTrue();
    }

    @Test
    void aSessionThatWasRefusedNeedsASignInThoughItsTokenIsValid() throws Exception {
        UserAccount account = account(Service.API, "prod", null, "acme");
        put(account, TokenFileFixture.PYTHON_JSON);
        account.store(url -> Optional.empty(), Duration.ofSeconds(1)).exclusively(entry -> {
            StoredTokens tokens = entry.read().orElseThrow();
            entry.write(tokens.refused(new StoredTokens.Refusal("invalid_grant", "app", Instant.EPOCH)));
            return tokens;
        });
        StoredSession session = StoredSessions.find(account).orElseThrow();
        assertThat(session.obstacle()).contains("invalid_grant");
        assertThat(session.renewable()).isFalse();
        assertThat(session.needsSignIn(Instant.EPOCH)).isTrue();
        assertThat(new StoredSessions(directory).list()).containsExactly(session);
        assertThat(StoredSessions.find(account, "app")).contains(session);
        assertThat(StoredSessions.find(account, "another").orElseThrow().needsSignIn(Instant.EPOCH))
                .isFalse();
    }

    @Test
    void aSessionWhoseRefreshTokenWasSentNeedsASignIn() throws Exception {
        UserAccount account = account(Service.API, "prod", null, "acme");
        put(account, TokenFileFixture.PYTHON_JSON);
        account.store(url -> Optional.empty(), Duration.ofSeconds(1)).exclusively(entry -> {
            Secret refreshToken = entry.read().orElseThrow().refreshToken().orElseThrow();
            entry.markSpent(refreshToken);
            return refreshToken;
        });
        StoredSession session = StoredSessions.find(account).orElseThrow();
        assertThat(session.obstacle()).contains("refresh_token_spent");
        assertThat(session.needsSignIn(Instant.EPOCH)).isTrue();

        put(account, TokenFileFixture.PYTHON_JSON.replace("ACCESS-5", "ACCESS-6"));
        session = StoredSessions.find(account).orElseThrow();
        assertThat(session.obstacle()).as("renewed by Python since").isEmpty();
        assertThat(session.renewable()).isTrue();
    }

    @Test
    void aDamagedFileIsListedWithItsProblemAndCanBeRemoved() throws IOException {
        UserAccount account = account(Service.API, "prod", null, null);
        put(account, "{\"access_token\": \"ACCESS-5");

        StoredSession session = StoredSessions.find(account).orElseThrow();
        assertThat(session.problem())
                .hasValueSatisfying(text ->
                        assertThat(text).contains(account.file().toString()).doesNotContain("ACCESS-5"));
        assertThat(session.expiresAt()).isEmpty();
        assertThat(session.needsSignIn(Instant.EPOCH)).isTrue();
        assertThat(StoredSessions.remove(account)).isTrue();
        assertThat(account.file()).doesNotExist();
    }

    @Test
    void aLinkIsListedWithItsProblemAndNotRemoved() throws IOException {
        UserAccount account = account(Service.API, "prod", null, null);
        Path target = Files.writeString(directory.resolve("elsewhere"), TokenFileFixture.PYTHON_JSON);
        Files.createDirectories(account.file().getParent());
        Files.createSymbolicLink(account.file(), target);

        assertThat(new StoredSessions(directory).list())
                .singleElement()
                .extracting(StoredSession::problem)
                .isNotEqualTo(Optional.empty());
        assertThatIllegalStateException()
                .isThrownBy(() -> StoredSessions.remove(account))
                .withMessageContaining(account.file().toString());
        assertThat(target).exists();
    }

    @Test
    void removingLeavesTheOtherSessions() throws IOException {
        UserAccount one = account(Service.API, "prod", null, "one");
        UserAccount two = account(Service.API, "prod", null, "two");
        put(one, TokenFileFixture.PYTHON_JSON);
        put(two, TokenFileFixture.PYTHON_JSON);

        assertThat(StoredSessions.remove(one)).isTrue();
        assertThat(StoredSessions.find(one)).isEmpty();
        assertThat(StoredSessions.find(two)).isPresent();
    }

    private UserAccount account(Service service, String environment, URI url, String sessionKey) {
        return new UserAccount(service, environment, url, sessionKey, directory);
    }

    private static void put(UserAccount account, String text) throws IOException {
        Files.createDirectories(account.file().getParent());
        Files.writeString(account.file(), text);
    }
}
