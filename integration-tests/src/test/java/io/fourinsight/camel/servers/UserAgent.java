package io.fourinsight.camel.servers;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jsoup.Connection.KeyVal;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/** A person with a browser, as far as signing in goes: follows redirects, fills in forms and keeps cookies. */
final class UserAgent {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_PAGES = 20;

    private static final String NAME_FIELD = "input[name=username], input[type=text][name=login]";
    private static final String PASSWORD_FIELD = "input[name=password]";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** Not in a cookie manager: that of the JDK keeps Secure cookies from http, which browsers send to this machine. */
    private final Map<String, String> cookies = new LinkedHashMap<>();

    private final RegisteredUser user;

    UserAgent(RegisteredUser user) {
        this.user = user;
    }

    /** Opens the page of a sign-in, signs in, and agrees to what is asked; where the browser is sent then. */
    URI signIn(URI page) {
        return answer(page, html -> submit(html, null));
    }

    /** The same, but presses "Cancel" as soon as it is there. */
    URI cancel(URI page) {
        return answer(page, html -> {
            Element link = html.selectFirst("a[href$=/abort]");
            return link == null
                    ? submit(html, html.selectFirst("[name=cancel]"))
                    : get(URI.create(link.absUrl("href")));
        });
    }

    /** Goes to a page; the status of what is there. */
    int open(URI page) {
        return send(get(page)).statusCode();
    }

    /** @param next what to do on a page that sends its visitor nowhere by itself */
    private URI answer(URI page, Function<Document, HttpRequest> next) {
        String redirectUri = redirectUri(page);
        HttpRequest request = get(page);
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            HttpResponse<String> response = send(request);
            Optional<String> location = response.headers().firstValue("Location");
            if (location.isPresent()) {
                URI target = request.uri().resolve(location.get());
                if (target.toString().startsWith(redirectUri + "?")) {
                    return target;
                }
                request = get(target);
            } else {
                request = next.apply(Jsoup.parse(response.body(), request.uri().toString()));
            }
        }
        throw new AssertionError("the sign-in does not come to an end; last seen: " + request.uri());
    }

    private static String redirectUri(URI page) {
        try {
            return AuthenticationRequest.parse(page).getRedirectionURI().toString();
        } catch (ParseException e) {
            throw new AssertionError("not the page of a sign-in: " + page, e);
        }
    }

    /** @param pressed the button, or null for the first one */
    private HttpRequest submit(Document page, Element pressed) {
        FormElement form = page.expectForm("form[method=post]");
        form.select(NAME_FIELD).val(user.id());
        form.select(PASSWORD_FIELD).val(user.password());
        List<KeyVal> fields = form.formData();
        form.select("[type=submit]")
                .eachAttr("name")
                .forEach(button -> fields.removeIf(field -> field.key().equals(button)));
        Map<String, String> sent = new LinkedHashMap<>();
        fields.forEach(field -> sent.put(field.key(), field.value()));
        if (pressed != null) {
            sent.put(pressed.attr("name"), pressed.val());
        }
        String action = form.absUrl("action");
        return Forms.post(URI.create(action.isEmpty() ? page.location() : action), sent, withCookies());
    }

    private HttpRequest get(URI page) {
        return withCookies().uri(page).build();
    }

    private HttpRequest.Builder withCookies() {
        HttpRequest.Builder request = HttpRequest.newBuilder().timeout(PATIENCE).header("Accept", "text/html");
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").stream()
                    .flatMap(header -> HttpCookie.parse(header).stream())
                    .forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(HttpCookie cookie) {
        if (cookie.getMaxAge() == 0 || cookie.getValue().isEmpty()) {
            cookies.remove(cookie.getName());
        } else {
            cookies.put(cookie.getName(), cookie.getValue());
        }
    }
}
