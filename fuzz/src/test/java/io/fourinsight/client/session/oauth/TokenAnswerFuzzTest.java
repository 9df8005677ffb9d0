package io.fourinsight.client.session.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.session.token.TokenGrant;
import io.fourinsight.client.session.token.TokenLifetime;
import java.nio.charset.StandardCharsets;

/** A token endpoint's answer is a token that may stand in a header, with a lifetime that is bounded, or a typed error. */
class TokenAnswerFuzzTest {

    private static final long A_DAY = 86_400_000;
    private static final int[] STATUSES = {200, 400, 401, 429, 503};

    @FuzzTest(maxDuration = "10m")
    void answer(byte[] body) {
        for (int status : STATUSES) {
            HTTPResponse response = new HTTPResponse(status);
            response.setBody(new String(body, StandardCharsets.UTF_8));
            client(response);
            user(response);
        }
    }

    private static void client(HTTPResponse response) {
        try {
            check(TokenAnswer.toClient("login.example:443", "app", () -> {}).grant(response));
        } catch (TokenFetchException e) {
            check(e);
        }
    }

    private static void user(HTTPResponse response) {
        try {
            check(TokenAnswer.toUser("login.example:443", "app", () -> {})
                    .wholeGrant(response)
                    .grant());
        } catch (TokenFetchException e) {
            check(e);
        }
    }

    private static void check(TokenGrant grant) {
        assertThat(grant.accessToken().value()).matches("[\\x21-\\x7e]+");
        assertThat(TokenLifetime.of(grant, 0, 0.5).hardAt()).isBetween(1L, A_DAY);
    }

    private static void check(TokenFetchException failure) {
        assertThat(failure.errorCode()).isNotEmpty();
        assertThat(failure.getMessage()).contains("login.example:443").matches("\\P{Cntrl}+");
        assertThat(failure.getCause()).as("it would quote").isNull();
    }
}
