package io.fourinsight.client.rest.url;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.net.URIAuthority;

/** A path leads below its service, a service's URL to the host that it shows, and a signature is in no text; or each is refused. */
class UrlRulesFuzzTest {

    private static final ServiceUrl API = ServiceUrl.parse("apiUrl", "https://api.example/v1/");

    /** The first line is the path, the second the query. */
    @FuzzTest(maxDuration = "10m")
    void path(byte[] text) throws URISyntaxException {
        String[] lines = new String(text, StandardCharsets.UTF_8).split("\n", 2);
        URI url;
        try {
            url = ApiPath.resolve(API, lines[0], lines.length < 2 ? null : lines[1]);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        HttpGet request = new HttpGet(url);
        assertThat(request.getScheme()).isEqualToIgnoringCase("https");
        assertThat(request.getAuthority().getHostName()).isEqualToIgnoringCase("api.example");
        assertThat(request.getAuthority().getPort()).isIn(-1, 443);
        assertThat(request.getAuthority().getUserInfo()).isNull();
        String path = url.normalize().getPath().toLowerCase(Locale.ROOT);
        assertThat(path.split("[/\\\\]")).doesNotContain("internal", "..");
    }

    @FuzzTest(maxDuration = "10m")
    void serviceUrl(byte[] text) throws URISyntaxException {
        String url = new String(text, StandardCharsets.UTF_8);
        ServiceUrl service;
        try {
            service = ServiceUrl.parse("apiUrl", url);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains("apiUrl");
            return;
        }
        URI request = service.resolve("Campaigns");
        assertThat(service.owns(request)).isTrue();
        URIAuthority authority = new HttpGet(request).getAuthority();
        assertThat(authority.getHostName()).isEqualToIgnoringCase(service.uri().getHost());
        assertThat(authority.getUserInfo()).isNull();
    }

    @FuzzTest(maxDuration = "10m")
    void signedUrl(byte[] text) {
        String url = new String(text, StandardCharsets.UTF_8);
        int mark = url.indexOf('?');
        String secret = mark < 0 ? "" : url.substring(mark + 1).trim(); // of control characters as well
        SignedUrl signed;
        try {
            signed = SignedUrl.parse(url);
        } catch (IllegalArgumentException e) {
            assertThat(e.getCause()).as("it would quote").isNull();
            return;
        }
        assertThat(signed.location().getRawQuery()).isNull();
        assertThat(signed.toString()).isEqualTo(mark < 0 ? signed.location() + "" : signed.location() + "?***");
        if (secret.length() > 3) {
            assertThat(signed.mask("<" + secret + ">")).doesNotContain(secret);
        }
        assertThat(signed.with("comp", "block list").suffix()).endsWith("comp=block%20list");
    }
}
