package io.fourinsight.camel.session;

import io.fourinsight.camel.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** A person of the sandbox, with real sessions on a real token file, by a clock that is the test's. */
final class SandboxUser implements AutoCloseable {
    static final SignInHosts HOSTS = SignInHosts.of(List.of("127.0.0.1"));
    static final ClientCredentials APPLICATION =
            new ClientCredentials(Sandbox.USER_CLIENT_ID, Secret.of(Sandbox.USER_CLIENT_SECRET));

    private static final String SESSION_KEY = "acme";
    private static final Pattern PASTE = Pattern.compile("<textarea[^>]*>(.*?)</textarea>", Pattern.DOTALL);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final UserAccount account;
    private final SessionIdentity identity;
    private final SessionFactory factory;
    private final CloseableHttpClient client;

    SandboxUser(Path tokens, Clock clock) {
        account = new UserAccount(Service.API, "prod", null, SESSION_KEY, tokens);
        identity = SessionIdentity.user(SESSION_KEY, Service.API, null, "openid", account.file(), APPLICATION);
        factory = new SessionFactory(clock);
        HttpClientBuilder builder = HttpClientBuilder.create();
        TokenEndpoint.harden(builder);
        client = builder.build();
    }

    Path file() {
        return account.file();
    }

    /** Another session, as of another route. */
    UserSession session() {
        return factory.userSession(identity, APPLICATION, endpoint(), account, HOSTS);
    }

    /** Signs in on the page of this sandbox and pastes what it shows. */
    void signIn(Sandbox sandbox) throws IOException, InterruptedException {
        PastedCode pasted = PastedCode.parse(paste(sandbox.authorityUrl()), HOSTS);
        factory.signIn(identity, APPLICATION, endpoint(), account, HOSTS)
                .withPastedCode(pasted, who -> true)
                .orElseThrow();
    }

    private static String paste(URI page) throws IOException, InterruptedException {
        HttpRequest form = HttpRequest.newBuilder(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + Sandbox.USER + "&password=" + Sandbox.PASSWORD))
                .build();
        Matcher text = PASTE.matcher(HttpClient.newHttpClient()
                .send(form, HttpResponse.BodyHandlers.ofString())
                .body());
        if (!text.find()) {
            throw new AssertionError("the page shows nothing to paste");
        }
        return text.group(1).replace("&quot;", "\"").replace("&amp;", "&");
    }

    private TokenEndpoint endpoint() {
        return new TokenEndpoint(client, TIMEOUT);
    }

    @Override
    public void close() throws IOException {
        factory.close();
        client.close();
    }
}
