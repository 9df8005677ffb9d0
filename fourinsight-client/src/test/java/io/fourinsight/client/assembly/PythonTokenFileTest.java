package io.fourinsight.client.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.UserSession;
import io.fourinsight.client.session.store.FileTokenStore;
import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.session.store.TokenFileFixture;
import io.fourinsight.client.testing.MutableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One token file serves Python's {@code json} and us. */
@Timeout(60)
class PythonTokenFileTest {
    /** What the Python packages do with a token: keep what they do not know, take the end as a whole number. */
    private static final String CHECK = String.join(
            "\n",
            "import json, sys",
            "before, path = json.loads(sys.argv[1]), sys.argv[2]",
            "with open(path) as f: after = json.load(f)",
            "assert set(after) == set(before), set(after) ^ set(before)",
            "changed = {k for k in before if before[k] != after[k]}",
            "assert changed == {'access_token', 'refresh_token', 'expires_at'}, changed",
            "assert int(after['expires_at']) == 1795458764",
            "assert isinstance(after['scope'], list)",
            "print(after['access_token'], after['refresh_token'])",
            // and refreshes it in turn
            "after.update(access_token='ACCESS-7', refresh_token='REFRESH-7', expires_at=1800000000.25)",
            "with open(path, 'w') as f: json.dump(after, f)");

    /** Signs in as the Python package does, whose requests these are, and writes what it writes. */
    private static final String SIGN_IN = String.join(
            "\n",
            "import base64, html, json, os, re, sys",
            "from urllib.parse import urlencode",
            "from urllib.request import Request, urlopen",
            "page, user, password, client, path, expires_at = sys.argv[1:]",
            "form = urlencode({'username': user, 'password': password}).encode()",
            "text = re.search('<textarea[^>]*>(.*?)</textarea>', urlopen(page, form).read().decode(), re.S).group(1)",
            "pasted = json.loads(html.unescape(text))",
            "form = urlencode({'grant_type': 'authorization_code', 'code': pasted['code']}).encode()",
            "basic = {'Authorization': 'Basic ' + base64.b64encode(client.encode()).decode()}",
            "token = json.load(urlopen(Request(pasted['endpoint'], form, basic)))",
            "token.update(token_url=pasted['endpoint'], expires_at=float(expires_at), scope=token['scope'].split())",
            "token.update(unknown={'n': [1.10, None, 'å']})",
            "os.makedirs(os.path.dirname(path), exist_ok=True)",
            "with open(path, 'w') as f: json.dump(token, f)",
            "print(json.dumps(token))");

    /** Reads the file that was refreshed, and refreshes it in turn. */
    private static final String REFRESH = String.join(
            "\n",
            "import json, sys",
            "from urllib.parse import urlencode",
            "from urllib.request import urlopen",
            "before, secret, path, expires_at = json.loads(sys.argv[1]), *sys.argv[2:]",
            "with open(path) as f: token = json.load(f)",
            "assert set(token) == set(before), set(token) ^ set(before)",
            "changed = {k for k in before if before[k] != token[k]}",
            "assert {'access_token', 'refresh_token', 'expires_at'} <= changed, changed",
            "assert not changed & {'scope', 'token_url', 'unknown'}, changed",
            "assert isinstance(token['expires_at'], float), token['expires_at']",
            "assert isinstance(token['scope'], list), token['scope']",
            "form = {'grant_type': 'refresh_token', 'client_secret': secret, 'refresh_token': token['refresh_token']}",
            "answer = json.load(urlopen(token['token_url'], urlencode(form).encode()))",
            "token.update(answer, expires_at=float(expires_at), scope=answer['scope'].split())",
            "with open(path, 'w') as f: json.dump(token, f)",
            "print(token['access_token'])");

    @TempDir
    Path root;

    private TokenFileFixture files;

    @BeforeEach
    void needsPython() throws Exception {
        assumeTrue(hasPython(), "python3 is not installed");
        files = new TokenFileFixture(root);
        files.put(TokenFileFixture.PYTHON_JSON);
    }

    @Test
    void aFileGoesToAndFro() throws Exception {
        FileTokenStore store = files.store();
        StoredTokens written = store.exclusively(entry -> {
            StoredTokens next = TokenFileFixture.refreshed(entry.read().orElseThrow(), "ACCESS-6", "REFRESH-6");
            entry.write(next);
            return next;
        });
        assertThat(python(CHECK, TokenFileFixture.PYTHON_JSON, files.file().toString()))
                .isEqualTo("ACCESS-6 REFRESH-6\n");
        assertThat(TokenFileFixture.mode(files.file()))
                .as("Python leaves the mode")
                .isEqualTo("rw-------");
        StoredTokens news = store.load().orElseThrow();
        assertThat(news).isNotSameAs(written);
        assertThat(news.refreshToken()).contains(Secret.of("REFRESH-7"));
        assertThat(news.expiresAt()).isEqualTo(Instant.ofEpochSecond(1_800_000_000, 250_000_000));
    }

    @Test
    void pythonAndASessionRefreshInTurn() throws Exception {
        MutableClock clock = new MutableClock();
        clock.advance(Duration.ofMillis(500)); // else the end would be a whole number
        try (Sandbox sandbox = Sandbox.start();
                TokenFileUser user = new TokenFileUser(root, clock);
                UserSession session = user.session()) {
            String file = user.file().toString();
            String signedIn = python(
                    SIGN_IN,
                    sandbox.authorityUrl().toString(),
                    Sandbox.USER,
                    Sandbox.PASSWORD,
                    Sandbox.USER_CLIENT_ID + ":" + Sandbox.USER_CLIENT_SECRET,
                    file,
                    "1767222000.0009031");

            session.token();
            assertThat(sandbox.requests().tokenRequests()).as("Python's, ours").isEqualTo(2);
            clock.advance(Duration.ofHours(2));
            String refreshed = python(REFRESH, signedIn, Sandbox.USER_CLIENT_SECRET, file, "1767236400.25");
            assertThat(session.token().authorization() + "\n").isEqualTo("Bearer " + refreshed);

            assertThat(sandbox.requests().tokenRequests())
                    .as("and Python's again")
                    .isEqualTo(3);
            assertThat(sandbox.refreshTokenReuses()).isZero();
        }
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String python(String program, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("python3", "-c", program);
        builder.command().addAll(List.of(arguments));
        builder.redirectErrorStream(true);
        Process python = builder.start();
        String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(output).isZero();
        return output;
    }
}
