package io.fourinsight.client.session.signin;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fourinsight.client.base.DaemonThreads;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.token.TokenFetchException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the answer of a sign-in on a port of this machine (RFC 8252 section 7.3).
 *
 * <p>Every program and every web page on this machine can send requests to it. So one that is not the answer which is
 * waited for is refused, and the wait goes on: else anybody could end a sign-in, or slip in a code of their own.
 */
public final class LoopbackListener implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";
    private static final int PATH_BYTES = 16;
    private static final Pattern ERROR_CODE = Pattern.compile("[a-z][a-z_]{0,39}");

    /** What to show, and what to do when it is shown. */
    private record Reply(AnswerPage page, Runnable then) {
        static Reply of(AnswerPage page) {
            return new Reply(page, () -> {});
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(DaemonThreads.named("fourinsight-sign-in"));
    private final String path;
    private final CompletableFuture<Secret> code = new CompletableFuture<>();
    private volatile @Nullable AuthorizationCodeRequest request;

    private LoopbackListener(HttpServer server, String path) {
        this.server = server;
        this.path = path;
    }

    /** @param path null for a random one */
    public static LoopbackListener open(@Nullable String path) throws TokenFetchException {
        try {
            // the literal, not a name which could be taught to mean another address
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(ADDRESS), 0), 0);
            LoopbackListener listener = new LoopbackListener(server, path == null ? randomPath() : path);
            server.setExecutor(listener.threads);
            server.createContext("/", listener::handle);
            return listener;
        } catch (IOException e) {
            throw TokenFetchException.unavailable("no_port", "no port can be opened on " + ADDRESS + ": " + e, e);
        }
    }

    public URI redirectUri() {
        return URI.create("http://" + authority() + path);
    }

    private String authority() {
        return ADDRESS + ":" + server.getAddress().getPort();
    }

    /**
     * Waits for the answer.
     *
     * @param ask is run as soon as answers can be taken
     */
    public Secret await(AuthorizationCodeRequest asked, Duration limit, Runnable ask) throws TokenFetchException {
        request = asked;
        server.start();
        ask.run();
        try {
            return code.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw TokenFetchException.loginRequired(
                    "timeout", "nobody signed in within " + limit.toSeconds() + " seconds");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TokenFetchException.unavailable("interrupted", "the thread was interrupted while it waited");
        } catch (ExecutionException e) {
            throw (TokenFetchException) e.getCause(); // completed with nothing else
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        Reply reply = reply(exchange);
        try (exchange) {
            reply.page().send(exchange);
        } finally {
            // Only now, since the thread that waits then closes the server; but also if the browser has gone.
            reply.then().run();
        }
    }

    private Reply reply(HttpExchange exchange) {
        if (!authority().equals(exchange.getRequestHeaders().getFirst("Host"))) {
            return Reply.of(AnswerPage.REFUSED); // a web page that made its own name point here
        }
        if (!path.equals(exchange.getRequestURI().getRawPath())) {
            return Reply.of(AnswerPage.NOT_FOUND);
        }
        Map<String, List<String>> parameters =
                URLUtils.parseParameters(exchange.getRequestURI().getRawQuery());
        boolean once = parameters.values().stream().allMatch(values -> values.size() == 1);
        String error = first(parameters, "error");
        String answered = first(parameters, "code");
        AuthorizationCodeRequest asked = request;
        boolean ours = "GET".equals(exchange.getRequestMethod())
                && once
                && asked != null
                && asked.isAnsweredBy(first(parameters, "state"), first(parameters, "iss"))
                && (error == null) != (answered == null || answered.isEmpty());
        if (!ours || code.isDone()) {
            return Reply.of(AnswerPage.REFUSED);
        }
        if (error != null) {
            return new Reply(AnswerPage.FAILED, () -> code.completeExceptionally(refusal(error)));
        }
        Secret sent = Secret.of(Objects.requireNonNull(answered)); // without an error there is a code
        return new Reply(AnswerPage.RECEIVED, () -> code.complete(sent));
    }

    private static TokenFetchException refusal(String error) {
        String errorCode = ERROR_CODE.matcher(error).matches() ? error : "invalid_response";
        return TokenFetchException.loginRequired(
                errorCode,
                errorCode.equals("access_denied")
                        ? "the sign-in was cancelled or not allowed"
                        : "the provider answered the sign-in with " + errorCode);
    }

    private static @Nullable String first(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null ? null : values.get(0);
    }

    private static String randomPath() {
        byte[] bytes = new byte[PATH_BYTES];
        new SecureRandom().nextBytes(bytes);
        return "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
