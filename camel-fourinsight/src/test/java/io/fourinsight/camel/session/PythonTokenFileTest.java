package io.fourinsight.camel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
