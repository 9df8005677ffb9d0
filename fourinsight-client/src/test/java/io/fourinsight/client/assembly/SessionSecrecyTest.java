package io.fourinsight.client.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.base.Deadline;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.ClientAuthenticationMethod;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.SessionCache;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.token.RefreshBackoff;
import io.fourinsight.client.session.token.TokenGrant;
import io.fourinsight.client.testing.CapturedLog;
import io.fourinsight.client.testing.TokenServer;
import io.fourinsight.client.wire.Traffic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing that a session logs, shows or throws holds its secret or its token. */
@Timeout(60)
class SessionSecrecyTest {
    private static final String SECRET = "Tr0ub4dor-and-3";
    private static final String TOKEN = "eyJ0eXAiOiJKV1Qi.VerySecretToken";
    private static final String OK =
            "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

    /** Prints what goes over the wire: the client that the component makes has a connection without it. */
    private static final String WIRE_LOG = "org.apache.hc.client5.http.wire";

    @ParameterizedTest
    @EnumSource(ClientAuthenticationMethod.class)
    void neitherSecretNorTokenIsSeen(ClientAuthenticationMethod method) throws Exception {
        ClientCredentials credentials = new ClientCredentials("my-client", Secret.of(SECRET), method);
        List<Object> seen = new ArrayList<>(List.of(credentials, credentials.clientSecret()));
        HttpClientBuilder builder = HttpClientBuilder.create();
        Traffic.TOKENS.harden(builder);
        try (CapturedLog log = CapturedLog.ofEverything();
                CapturedLog gateLog = CapturedLog.of(RefreshBackoff.class);
                CapturedLog sessionLog = CapturedLog.of(Session.class);
                TokenServer server = new TokenServer();
                CloseableHttpClient client = builder.build();
                Deadline deadline = new Deadline();
                SessionFactory factory = new SessionFactory(Clock.systemUTC());
                SessionCache cache = new SessionCache(10)) {
            TokenEndpoint endpoint = new TokenEndpoint(client, Duration.ofSeconds(20), deadline);
            List<String> answers = List.of(
                    OK,
                    OK.substring(0, OK.length() - 3),
                    OK.replace("Bearer", TOKEN),
                    OK.replace("3600", "\"" + TOKEN + "\""),
                    OK.replace(TOKEN, TOKEN + " " + SECRET),
                    "{\"error\":\"" + TOKEN + "\",\"error_description\":\"" + SECRET + "\"}",
                    "{\"error\":\"invalid_client\",\"error_description\":\"" + SECRET + "\",\"correlation_id\":\""
                            + TOKEN + "\"}");
            for (int i = 0; i < answers.size(); i++) {
                server.answer(i < 5 ? 200 : 400, answers.get(i));
                SessionIdentity identity =
                        SessionIdentity.client("key" + i, Service.API, server.url(), "scope" + i, credentials);
                Session session = cache.session(identity, id -> factory.clientSession(id, credentials, endpoint));
                use(session, seen);
                seen.addAll(List.of(session, identity, session.status(), identity.credential()));
            }
            seen.addAll(List.of(endpoint, factory, cache, deadline));
            seen.add(new TokenGrant(Secret.of(TOKEN), null, null));
            String logged =
                    log.textWithout(WIRE_LOG) + gateLog.textWithout(WIRE_LOG) + sessionLog.textWithout(WIRE_LOG);
            assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(answers.size());
            assertThat(logged).contains("gets no token", "invalid_client", "http-outgoing");
            assertThat(logged).doesNotContain(SECRET, TOKEN, "VerySecret", base64(SECRET));
        }
        assertThat(seen).allSatisfy(object -> assertThat(text(object))
                .doesNotContain(
                        SECRET, TOKEN, "VerySecret", credentials.clientSecret().digest()));
    }

    private static void use(Session session, List<Object> seen) {
        try {
            BearerToken token = session.token();
            seen.addAll(List.of(token, token.asRejected(), session.reject(token)));
        } catch (SessionException e) {
            seen.add(e);
        }
    }

    private static String base64(String secret) {
        String pair = "my-client:" + secret;
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Object object) {
        if (object instanceof Throwable thrown) {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            return text.toString();
        }
        return object.toString();
    }
}
