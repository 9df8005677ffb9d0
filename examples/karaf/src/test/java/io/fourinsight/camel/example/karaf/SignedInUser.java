package io.fourinsight.camel.example.karaf;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.signin.PastedCode;
import io.fourinsight.client.session.user.UserAccount;
import io.fourinsight.client.wire.Traffic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** A person at a sandbox whose tokens for the reservoir are on disk, as the login command leaves them there. */
record SignedInUser(Path tokenFile) {

    /** The host that codes and refresh tokens may be sent to. */
    static final String HOST = "127.0.0.1";

    private static final SignInHosts HOSTS = SignInHosts.of(List.of(HOST));
    private static final Pattern BOX = Pattern.compile("(?s)<textarea[^>]*>(.*?)</textarea>");

    static SignedInUser at(Sandbox sandbox, Path tokenDirectory) throws IOException, InterruptedException {
        ClientCredentials application =
                new ClientCredentials(Sandbox.USER_CLIENT_ID, Secret.of(Sandbox.USER_CLIENT_SECRET));
        UserAccount account = new UserAccount(Service.RESERVOIR, "prod", sandbox.reservoirUrl(), null, tokenDirectory);
        SessionIdentity identity = SessionIdentity.user(
                null, Service.RESERVOIR, null, sandbox.reservoirScope(), account.file(), application);
        PastedCode code = PastedCode.parse(pasteLine(sandbox.reservoirAuthorityUrl()), HOSTS);
        HttpClientBuilder builder = HttpClientBuilder.create();
        Traffic.TOKENS.harden(builder);
        try (SessionFactory sessions = new SessionFactory(Clock.systemUTC());
                CloseableHttpClient http = builder.build()) {
            TokenEndpoint endpoint = new TokenEndpoint(http, Duration.ofSeconds(10));
            sessions.signIn(identity, application, endpoint, account, HOSTS)
                    .withPastedCode(code, who -> true)
                    .orElseThrow();
        }
        return new SignedInUser(account.file());
    }

    /** What the page shows to who signs in on it. */
    private static String pasteLine(URI page) throws IOException, InterruptedException {
        HttpRequest form = HttpRequest.newBuilder(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + Sandbox.USER + "&password=" + Sandbox.PASSWORD))
                .build();
        String shown =
                HttpClient.newHttpClient().send(form, BodyHandlers.ofString()).body();
        Matcher box = BOX.matcher(shown);
        if (!box.find()) {
            throw new AssertionError("nothing to paste in " + shown);
        }
        return box.group(1).replace("&quot;", "\"").replace("&amp;", "&");
    }
}
