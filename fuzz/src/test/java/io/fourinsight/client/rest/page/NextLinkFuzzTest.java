package io.fourinsight.client.rest.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;

/** Whatever a next link and the context URL before it are, the request goes to the service's host, or is refused. */
class NextLinkFuzzTest {

    private static final List<String> SERVICES =
            List.of("https://api.example/v1/", "http://127.0.0.1:8080/", "https://api.example:8443/a/b/");

    /** The first line is the link, the second the context URL. */
    @FuzzTest(maxDuration = "10m")
    void link(byte[] text) throws Exception {
        String[] lines = new String(text, StandardCharsets.UTF_8).split("\n", 2);
        for (String url : SERVICES) {
            ServiceUrl service = ServiceUrl.parse("apiUrl", url);
            NextLinks links = new NextLinks(service, service.resolve("Campaigns"));
            URI next;
            try {
                next = links.follow(lines[0], lines.length < 2 ? null : lines[1], false);
            } catch (RestException.ForbiddenLink | RestException.Malformed e) {
                assertThat(e.getMessage()).isNotBlank();
                continue;
            }
            HttpGet request = new HttpGet(next); // what a connection is opened to
            assertThat(request.getScheme()).isEqualToIgnoringCase(service.uri().getScheme());
            assertThat(request.getAuthority().getHostName())
                    .isEqualToIgnoringCase(service.uri().getHost());
            assertThat(port(request.getScheme(), request.getAuthority().getPort()))
                    .isEqualTo(port(service.uri().getScheme(), service.uri().getPort()));
            assertThat(request.getAuthority().getUserInfo()).isNull();
            assertThat(next.getRawFragment()).isNull();
        }
    }

    private static int port(String scheme, int port) {
        return port >= 0 ? port : scheme.equalsIgnoreCase("https") ? 443 : 80;
    }
}
