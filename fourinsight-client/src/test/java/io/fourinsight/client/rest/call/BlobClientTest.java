package io.fourinsight.client.rest.call;

import static io.fourinsight.client.testing.ScriptedServer.raw;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static io.fourinsight.client.testing.ScriptedServer.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.url.SignedUrl;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlobClientTest {

    private static final String SIGNATURE = "s1gn%2Ba%2Fture%3D";
    private static final String CUT = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n1,2\n";
    private static final ScriptedServer.Script OK = reply(200, "1,2\n");

    private final RestRig rig = new RestRig().poolSize(1);
    private final ScriptedServer server = new ScriptedServer(OK);

    @AfterEach
    void close() throws IOException {
        server.close();
        rig.close();
    }

    @Test
    void theSignatureArrivesAndNothingElseThatIdentifies() {
        server.script(reply(200, "1,2\n", "Set-Cookie: who=me; Path=/"));

        assertThat(text(blob())).isEqualTo("1,2\n");
        text(blob());

        assertThat(server.seen()).hasSize(2).allSatisfy(request -> {
            assertThat(request.target()).isEqualTo("/days/a%20b.csv?sv=1&sig=" + SIGNATURE);
            assertThat(request.headers()).doesNotContainKeys("authorization", "cookie");
            assertThat(request.header("accept-encoding")).isEqualTo("identity");
        });
    }

    @Test
    void parametersAreAddedEncodedBehindTheSignature() {
        BlobRequest request = BlobRequest.put(
                blob().url().with("comp", "block").with("blockid", "a+b/c="),
                Map.of("x-ms-blob-type", "BlockBlob"),
                new StringEntity("1,2\n", ContentType.TEXT_PLAIN));

        rig.blobs().send(request, RestResponse::status);

        assertThat(server.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.method()).isEqualTo("PUT");
            assertThat(seen.target()).endsWith("&sig=" + SIGNATURE + "&comp=block&blockid=a%2Bb%2Fc%3D");
            assertThat(seen.header("x-ms-blob-type")).isEqualTo("BlockBlob");
            assertThat(seen.body()).isEqualTo("1,2\n");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {413, 429, 502, 503, 504})
    void theseStatusesAreRetried(int status) {
        server.script(sequence(reply(status, ""), reply(status, ""), OK));

        assertThat(text(blob())).isEqualTo("1,2\n");
        assertThat(rig.pauses()).hasSize(2);
    }

    @Test
    void azuresPassingErrorsAreRetriedWhateverTheirStatus() {
        String xml = "<?xml version=\"1.0\"?><Error><Code>InternalError</Code><Message>m</Message></Error>";
        server.script(sequence(
                reply(500, "", "x-ms-error-code: OperationTimedOut"),
                reply(500, xml),
                reply(503, "", "x-ms-error-code: ServerBusy"),
                OK));

        assertThat(text(blob())).isEqualTo("1,2\n");

        server.script(reply(500, xml.replace("InternalError", "AnyOther")));
        assertThat(failed(blob()).status()).isEqualTo(500);
        assertThat(server.seen()).hasSize(4 + 1);
    }

    @Test
    void aSignatureIsMaskedInAnyEncoding() {
        String twice = "s1gn%252Ba%252Fture%253D";
        server.script(reply(403, "<Message>s1gn+a\\/ture= " + twice + "</Message>", "X-Echo: s1gn%2ba%2fture%3d"));

        RestException.Status failure = failed(blob());

        assertThat(failure).hasMessageEndingWith("status 403: *** ***");
        assertThat(failure.headers()).containsEntry("X-Echo", "***");
    }

    @Test
    void aRetryAfterIsHonouredUpToItsLimit() {
        server.script(sequence(reply(503, "", "Retry-After: 60"), reply(503, "", "Retry-After: 61")));

        rig.requestTimeout(Duration.ofMinutes(5));
        assertThat(failed(blob()).status()).isEqualTo(503);
        assertThat(rig.pauses()).containsExactly(Duration.ofSeconds(60));
    }

    @Test
    void aBodyThatIsCutShortIsAskedForAgainAndAtLastAnError() {
        ScriptedServer.Script cut = (request, out) -> {
            raw(out, CUT);
            throw new ScriptedServer.HangUp();
        };
        server.script(sequence(cut, OK));
        assertThat(text(blob())).isEqualTo("1,2\n");

        server.seen().clear();
        server.script(cut);
        RestException.Transport failure = catchThrowableOfType(RestException.Transport.class, () -> text(blob()));
        assertThat(server.seen()).hasSize(4);
        assertShowsNoSignature(failure);
    }

    @Test
    void aRedirectIsAnErrorForTheSignatureMustStay() {
        server.script(reply(302, "", "Location: " + server.uri("/elsewhere")));

        assertThat(failed(blob()).status()).isEqualTo(302);
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void anErrorShowsTheLocationButNoSignatureAlsoIfTheStoreQuotesIt() {
        server.script((request, out) -> ScriptedServer.write(
                out,
                403,
                ("<Url>" + request.target() + "</Url> s1gn+a/ture=").getBytes(StandardCharsets.UTF_8),
                "X-Url: " + request.target()));

        RestException.Status failure = failed(blob());

        assertThat(failure).hasMessageContaining("/days/a%20b.csv was answered with status 403");
        assertThat(failure.body()).isEqualTo("<Url>/days/a%20b.csv?***</Url> ***");
        assertThat(failure.headers()).containsEntry("X-Url", "/days/a%20b.csv?***");
        assertThat(failure.uri().getQuery()).isNull();
        assertShowsNoSignature(failure);
        assertThat(blob().toString()).doesNotContain("s1gn").contains("/days/a%20b.csv?***");
    }

    @Test
    void aBodyComesAsItIsStored() {
        server.script(reply(200, "not really gzip", "Content-Encoding: gzip"));

        assertThat(text(blob())).isEqualTo("not really gzip");
    }

    @Test
    void aStalledBodyCannotOutwaitTheRequestTimeout() {
        text(blob());
        server.script((request, out) -> {
            raw(out, CUT);
            server.stall();
        });
        rig.requestTimeout(Duration.ofMillis(400));

        RestException.Transport failure = catchThrowableOfType(RestException.Transport.class, () -> text(blob()));

        assertThat(failure.getCause()).isInstanceOf(InterruptedIOException.class);
        server.script(OK);
        assertThat(text(blob())).as("the only connection is free again").isEqualTo("1,2\n");
    }

    @Test
    void cancellingEndsWhatIsUnderWayAndWhatComesLater() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        server.script((request, out) -> {
            raw(out, CUT);
            stalled.countDown();
            server.stall();
        });
        Cancellation cancellation = new Cancellation();
        CompletableFuture<RestException.Transport> failure = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                RestException.Transport.class, () -> rig.blobs().send(blob(), cancellation, BODY)));
        stalled.await();
        cancellation.cancel();

        assertThat(failure.get(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(rig.pauses()).as("not tried again").isEmpty();
        assertThat(catchThrowableOfType(
                        RestException.Transport.class, () -> rig.blobs().send(blob(), cancellation, BODY)))
                .isNotNull();
        assertThat(server.seen()).hasSize(1);
    }

    private static final ResponseReader<String> BODY =
            response -> new String(response.body().readAllBytes(), StandardCharsets.UTF_8);

    private BlobRequest blob() {
        return BlobRequest.get(SignedUrl.parse(
                server.uri("/days/a%20b.csv?sv=1&sig=" + SIGNATURE).toString()));
    }

    private String text(BlobRequest request) {
        return rig.blobs().send(request, BODY);
    }

    private RestException.Status failed(BlobRequest request) {
        return catchThrowableOfType(RestException.Status.class, () -> text(request));
    }

    private static void assertShowsNoSignature(Throwable failure) {
        assertThat(failure).isNotNull();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain("s1gn", "sv=1");
        }
    }
}
