package io.fourinsight.client.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.OpenIdProvider;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.signin.AuthorizationCodeRequest;
import io.fourinsight.client.session.signin.Browser;
import io.fourinsight.client.session.signin.LoopbackListener;
import io.fourinsight.client.session.signin.LoopbackSettings;
import io.fourinsight.client.session.signin.PastedCode;
import io.fourinsight.client.session.signin.SignIn;
import io.fourinsight.client.session.signin.SignedIn;
import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.testing.CapturedLog;
import io.fourinsight.client.testing.MutableClock;
import io.fourinsight.client.testing.TokenServer;
import io.fourinsight.client.wire.Traffic;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in: with a pasted code, and in a browser against a provider that checks everything (rule 11). */
@Timeout(60)
class SignInTest {
    private static final ClientCredentials PUBLIC = ClientCredentials.publicClient("app");
    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final int NONE = 0; // the connection was closed without an answer

    private final MutableClock clock = new MutableClock();
    private final MemoryTokenStore store = new MemoryTokenStore();
    private final SessionFactory factory = new SessionFactory(clock);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final List<HttpResponse<String>> pages = new ArrayList<>();
    private OpenIdServer provider;
    private CloseableHttpClient client;
    private TokenEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        provider = new OpenIdServer();
        HttpClientBuilder builder = HttpClientBuilder.create();
        Traffic.TOKENS.harden(builder);
        client = builder.build();
        endpoint = new TokenEndpoint(client, Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() throws IOException {
        factory.close();
        client.close();
        provider.close();
    }

    @Test
    void aBrowserSignsInWithPkceAndTheTokensAreStored() {
        List<SignedIn> asked = new ArrayList<>();
        Optional<SignedIn> signedIn = signIn().withBrowser(settings(WAIT), agreeing(), who -> {
            assertThat(store.get()).as("shown before storing").isNull();
            return asked.add(who);
        });
        assertThat(provider.refusals).isEmpty();
        assertThat(signedIn)
                .contains(new SignedIn(
                        Optional.of("alice@example.com (alice)"),
                        clock.instant().plusSeconds(3600),
                        true,
                        "memory"));
        assertThat(asked).containsExactly(signedIn.orElseThrow());
        StoredTokens stored = store.get();
        assertThat(stored.refreshToken()).contains(Secret.of("Secret-Refresh"));
        assertThat(stored.signedInAt()).contains(clock.instant());
        assertThat(stored.subject()).contains("alice@example.com (alice)");
        assertThat(stored.tokenUrl()).isEqualTo(provider.tokenUrl());
        assertThat(pages).hasSize(1);
        assertThat(pages.get(0).statusCode()).isEqualTo(200);
        assertThat(pages.get(0).body()).contains("Almost done", "viewport").doesNotContain("{{", "code-0", "http:");
        assertThat(pages.get(0).headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void aUserThatDoesNotConfirmStoresNothing() {
        assertThat(signIn().withBrowser(settings(WAIT), agreeing(), who -> false))
                .isEmpty();
        assertThat(store.get()).isNull();
    }

    @Test
    void aSignInDropsTheFieldsOfTheEarlierOneAndIsTheLaterOne() {
        signIn().withBrowser(settings(WAIT), agreeing(), who -> true);
        store.get().fields().put("left_over", "x");
        clock.advance(Duration.ofMinutes(1));
        provider.subject = "bob";
        signIn().withBrowser(settings(WAIT), agreeing(), who -> true);
        assertThat(store.get().fields().has("left_over")).isFalse();
        assertThat(store.get().subject()).contains("bob@example.com (bob)");
        assertThat(store.get().signedInAt()).contains(clock.instant());
    }

    @Test
    void forgedCallBacksAreRefusedAndTheWaitGoesOn() {
        List<Integer> statuses = new ArrayList<>();
        Browser attacked = page -> {
            String good = agreed(page).toString();
            String bare = good.replaceAll("\\?.*", "");
            for (String forged : List.of(
                    bare,
                    bare + "?code=evil",
                    bare + "?code=evil&state=wrong",
                    good.replace("state=", "state=x"),
                    good.replaceAll("code=[^&]*", "code="),
                    good.replaceAll("iss=[^&]*", "iss=https://evil.example"),
                    good.replaceAll("&iss=[^&]*", ""),
                    good + "&code=evil",
                    good + "&state=evil",
                    good + "&error=access_denied",
                    good.replaceFirst("127.0.0.1", "localhost"))) {
                statuses.add(get(URI.create(forged)).statusCode());
            }
            statuses.add(get(URI.create(bare + "x?" + good.split("\\?")[1])).statusCode());
            statuses.add(post(URI.create(good)).statusCode());
            statuses.add(withHost(URI.create(good), "rebound.evil.example"));
            statuses.add(raw("mailto:x", URI.create(good).getAuthority()));
            statuses.add(raw(
                    URI.create(good).getRawPath() + "?code=%c3%28&state=%00",
                    URI.create(good).getAuthority()));
            statuses.add(get(URI.create(good)).statusCode());
            return true;
        };
        assertThat(signIn().withBrowser(settings(WAIT), attacked, who -> true)).isPresent();
        assertThat(statuses)
                .containsExactly(400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 404, 400, 400, NONE, 400, 200);
        assertThat(provider.refusals).isEmpty();
    }

    @Test
    void anAnswerIsTakenOnce() throws Exception {
        OpenIdProvider known = OpenIdProvider.discover(provider.issuer(), endpoint.sender());
        try (LoopbackListener listener = LoopbackListener.open(null)) {
            AuthorizationCodeRequest request =
                    AuthorizationCodeRequest.to(known, "app", "scope", listener.redirectUri());
            URI good = agreed(request.uri());
            List<Integer> statuses = new ArrayList<>();
            Secret code =
                    listener.await(request, WAIT, () -> statuses.add(get(good).statusCode()));
            statuses.add(get(URI.create(good.toString().replace(code.value(), "evil")))
                    .statusCode());
            assertThat(statuses).containsExactly(200, 400);
        }
    }

    @Test
    void everySignInHasItsOwnPathStateNonceAndChallenge() {
        List<String> seen = new ArrayList<>();
        Browser looking = page -> {
            for (String name : List.of("redirect_uri", "state", "nonce", "code_challenge")) {
                seen.add(page.getQuery().replaceAll("^(.*&)?" + name + "=([^&]*).*$", "$2"));
            }
            assertThat(page.getQuery()).contains("code_challenge_method=S256");
            return agreeing().open(page);
        };
        signIn().withBrowser(settings(WAIT), looking, who -> true);
        signIn().withBrowser(settings(WAIT), looking, who -> true);
        assertThat(seen).hasSize(8).doesNotHaveDuplicates();
        assertThat(seen.get(0)).matches("http://127\\.0\\.0\\.1:\\d+/[A-Za-z0-9_-]{22}");
        assertThat(seen.get(0).replaceAll(":\\d+", "")).isNotEqualTo(seen.get(4).replaceAll(":\\d+", ""));
    }

    @Test
    void aUserThatRefusesEndsTheSignIn() {
        Browser refusing = page -> {
            String good = agreed(page).toString();
            pages.add(get(URI.create(good.replaceAll("code=[^&]*", "error=access_denied"))));
            return true;
        };
        SessionException failure = failure(settings(WAIT), refusing);
        assertThat(failure).isInstanceOf(SessionException.LoginRequired.class);
        assertThat(failure.errorCode()).isEqualTo("access_denied");
        assertThat(pages.get(0).body()).contains("Not signed in");
        assertThat(store.get()).isNull();
    }

    @Test
    void theWaitIsBounded() {
        assertThat(failure(settings(Duration.ofMillis(200)), page -> false).errorCode())
                .isEqualTo("timeout");
    }

    @Test
    void anIdTokenOfAnotherSignInIsRefused() {
        provider.nonceInstead = "replayed";
        assertThat(failure(settings(WAIT), agreeing()).errorCode()).isEqualTo("invalid_nonce");
        assertThat(store.get()).isNull();
    }

    @Test
    void aProviderThatSaysItIsAnotherIsRefused() {
        provider.issuerInstead = "https://evil.example";
        assertThat(failure(settings(WAIT), agreeing()).errorCode()).isEqualTo("invalid_discovery");
    }

    @Test
    void aProviderThatDoesNotNameItselfIsTaken() {
        provider.namesItself = false;
        assertThat(signIn().withBrowser(settings(WAIT), agreeing(), who -> true))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example", "ftp://127.0.0.1", "http://localhost:1", "/x"})
    void anIssuerMustBeHttps(String issuer) {
        LoopbackSettings settings = LoopbackSettings.of(URI.create(issuer), "scope");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> signIn().withBrowser(settings, page -> true, who -> true))
                .withMessageContaining("https");
    }

    @Test
    void aTokenEndpointThatIsNotAllowedGetsNoCode() {
        SessionIdentity identity = SessionIdentity.user("acme", Service.API, null, "scope", null, PUBLIC);
        SignIn strict = factory.signIn(identity, PUBLIC, endpoint, store, SignInHosts.DEFAULT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> strict.withBrowser(settings(WAIT), agreeing(), who -> true));
        assertThat(pages).isEmpty();
    }

    @Test
    void aPastedCodeSignsInAndIsRefusedTheSecondTime() throws Exception {
        try (TokenServer server = new TokenServer()) {
            server.answer(200, "{\"access_token\":\"Secret-Access\",\"token_type\":\"Bearer\",\"expires_in\":60}");
            SignInHosts hosts = SignInHosts.of(List.of("127.0.0.1"));
            PastedCode pasted =
                    PastedCode.parse("{\"endpoint\":\"" + server.url() + "\",\"code\":\"Secret-Code\"}", hosts);
            assertThat(signIn().withPastedCode(pasted, who -> true))
                    .hasValueSatisfying(who -> assertThat(who.renewable()).isFalse());
            assertThat(store.get().accessToken()).isEqualTo(Secret.of("Secret-Access"));

            server.answer(400, "{\"error\":\"invalid_grant\"}");
            SessionException failure =
                    catchThrowableOfType(SessionException.class, () -> signIn().withPastedCode(pasted, who -> true));
            assertThat(failure)
                    .isInstanceOf(SessionException.LoginRequired.class)
                    .hasMessageContaining("a code serves once, and not for long: sign in again");
            assertThat(store.get().accessToken()).as("left as it was").isEqualTo(Secret.of("Secret-Access"));
        }
    }

    @Test
    void theTokensOfAnotherTokenUrlAreNotReplacedAndTheCodeIsNotSpent() throws Exception {
        signIn().withBrowser(settings(WAIT), agreeing(), who -> true);
        try (TokenServer server = new TokenServer()) {
            PastedCode pasted = new PastedCode(server.url(), Secret.of("Secret-Code"));
            SessionException failure =
                    catchThrowableOfType(SessionException.class, () -> signIn().withPastedCode(pasted, who -> true));
            assertThat(failure).isInstanceOf(SessionException.Misconfigured.class);
            assertThat(failure)
                    .hasMessageContaining(provider.tokenUrl() + ", than this sign-in, " + server.url())
                    .hasMessageContaining("sign out")
                    .hasMessageContaining("session key");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void nothingSecretIsLoggedShownOrThrown() {
        StringWriter seen = new StringWriter();
        try (CapturedLog log = CapturedLog.ofEverything()) {
            seen.append(signIn() + " " + signIn().withBrowser(settings(WAIT), agreeing(), who -> true));
            provider.nonceInstead = "other";
            failure(settings(WAIT), agreeing()).printStackTrace(new PrintWriter(seen));
            failure(settings(WAIT), page -> {
                        get(URI.create(agreed(page).toString().replaceAll("code=[^&]*", "error=Secret-Error")));
                        return true;
                    })
                    .printStackTrace(new PrintWriter(seen));
            seen.append(log.textWithout("org.apache.hc.client5.http.wire"));
        }
        seen.append(store.get().toString()).append(factory.toString());
        assertThat(seen.toString())
                .doesNotContain("Secret-", "code-0", "code-1")
                .doesNotContainPattern("eyJ[\\w-]+\\.");
    }

    private SignIn signIn() {
        SessionIdentity identity = SessionIdentity.user("acme", Service.API, null, "scope", null, PUBLIC);
        return factory.signIn(identity, PUBLIC, endpoint, store, SignInHosts.of(List.of("127.0.0.1")));
    }

    private LoopbackSettings settings(Duration wait) {
        return new LoopbackSettings(provider.issuer(), "scope", wait, null);
    }

    private SessionException failure(LoopbackSettings settings, Browser browser) {
        return catchThrowableOfType(SessionException.class, () -> signIn().withBrowser(settings, browser, who -> true));
    }

    private Browser agreeing() {
        return page -> pages.add(get(agreed(page)));
    }

    private URI agreed(URI page) {
        try {
            return provider.agree(page);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> get(URI uri) {
        return send(uri, HttpRequest.Builder::GET);
    }

    private HttpResponse<String> post(URI uri) {
        return send(uri, request -> request.POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<String> send(URI uri, UnaryOperator<HttpRequest.Builder> method) {
        try {
            HttpRequest request = method.apply(HttpRequest.newBuilder(uri)).build();
            return browser.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int withHost(URI uri, String host) {
        return raw(uri.getRawPath() + "?" + uri.getRawQuery(), uri.getAuthority(), host);
    }

    private static int raw(String target, String authority) {
        return raw(target, authority, authority);
    }

    private static int raw(String target, String authority, String host) {
        URI server = URI.create("http://" + authority);
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            String request = "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.isEmpty() ? NONE : Integer.parseInt(answer.split(" ")[1]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
