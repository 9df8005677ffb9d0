package io.fourinsight.camel.sandbox.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlobServiceTest {

    private final BlobRig rig = new BlobRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void uploadComesBackAsItWas() {
        HttpResponse<String> created = rig.put("1,a\n", "Content-MD5", BlobRig.md5("1,a\n"));
        assertThat(created.statusCode()).isEqualTo(201);

        HttpResponse<String> read = rig.get();

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).isEqualTo("1,a\n");
        assertThat(read.headers().firstValue("Content-MD5")).contains(BlobRig.md5("1,a\n"));
        assertThat(read.headers().firstValue("Content-Length")).contains("4");
        assertThat(read.headers().firstValue("ETag"))
                .isEqualTo(created.headers().firstValue("ETag"))
                .isPresent();
    }

    @Test
    void eachWriteHasItsOwnTag() {
        String first = rig.put("a").headers().firstValue("ETag").orElseThrow();

        assertThat(rig.put("a").headers().firstValue("ETag")).isPresent().isNotEqualTo(first);
        assertThat(rig.put("b").statusCode()).isEqualTo(201);
        assertThat(rig.get().body()).isEqualTo("b");
    }

    @Test
    void mismatchingMd5StoresNothing() {
        assertError(rig.put("a", "Content-MD5", BlobRig.md5("b")), 400, "Md5Mismatch");
        assertError(rig.put("a", "Content-MD5", "AAAA"), 400, "InvalidMd5");
        assertError(rig.put("a", "Content-MD5", "?"), 400, "InvalidMd5");

        assertError(rig.get(), 404, "BlobNotFound");
    }

    @Test
    void blobTypeAndLengthAreNeeded() {
        assertError(
                rig.put(rig.signed("w"), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[9]))),
                411,
                "MissingContentLengthHeader");
        assertError(rig.putAs("PageBlob"), 400, "InvalidHeaderValue");
    }

    @ParameterizedTest
    @CsvSource({"bytes=2-4,cde,bytes 2-4/6", "bytes=4-,ef,bytes 4-5/6", "bytes=5-900,f,bytes 5-5/6"})
    void rangeIsCutOut(String range, String expected, String contentRange) {
        rig.put("abcdef");

        HttpResponse<String> part = rig.get("Range", range);

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(expected);
        assertThat(part.headers().firstValue("Content-Range")).contains(contentRange);
        assertThat(part.headers().firstValue("Content-MD5")).isEmpty();
    }

    @Test
    void rangeBeyondTheEndIsRefused() {
        rig.put("abcdef");

        assertError(rig.get("Range", "bytes=6-"), 416, "InvalidRange");
    }

    @Test
    void expiredSignatureIsRefused() {
        rig.put("a");
        rig.access.lifetime(Duration.ofMinutes(5));
        String url = rig.signed("r");

        rig.clock.advance(Duration.ofMinutes(5).minusNanos(1));
        assertThat(rig.getFrom(url).statusCode()).isEqualTo(200);
        rig.clock.advance(Duration.ofNanos(1));
        assertError(rig.getFrom(url), 403, "AuthenticationFailed");
        assertThat(rig.getFrom(url).body()).contains("not valid in the specified time frame");
        assertThat(rig.get().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"se=2026,se=2036", "sp=r,sp=rw", "sig=,sig=A", "a%20b,other", "sv=2021,sv=2031"})
    void tamperedSignatureIsRefused(String original, String tampered) {
        rig.put("a");

        assertError(rig.getFrom(rig.signed("r").replace(original, tampered)), 403, "AuthenticationFailed");
    }

    @Test
    void signatureIsNeededAndOpensOnlyWhatItSays() {
        rig.put("a");

        assertError(rig.getFrom(rig.url()), 403, "AuthenticationFailed");
        assertError(rig.getFrom(rig.signed("w")), 403, "AuthorizationPermissionMismatch");
        assertError(rig.put(rig.signed("r"), BodyPublishers.ofString("b")), 403, "AuthorizationPermissionMismatch");
        assertThat(rig.get().body()).isEqualTo("a");
    }

    @Test
    void otherCredentialsAreRefused() {
        rig.put("a");

        assertError(rig.get("Authorization", "Bearer x"), 400, "InvalidAuthenticationInfo");
        assertError(rig.get("Cookie", "a=b"), 400, "InvalidAuthenticationInfo");
    }

    @Test
    void blocksBecomeABlobInTheOrderOfTheList() {
        assertThat(rig.putBlock("1", "first ").statusCode()).isEqualTo(201);
        rig.putBlock("2", "second ");
        rig.putBlock("3", "never listed");
        assertError(rig.get(), 404, "BlobNotFound");

        HttpResponse<String> created = rig.putBlockList(
                "<?xml version=\"1.0\"?><BlockList><Latest>Mg==</Latest><Latest>MQ==</Latest></BlockList>");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(rig.get().body()).isEqualTo("second first ");
        assertThat(rig.get("Range", "bytes=5-8").body()).isEqualTo("d fi");
        assertThat(rig.get().headers().firstValue("Content-MD5")).contains(BlobRig.md5("second first "));
    }

    @Test
    void blockListMayBeSentAgain() {
        rig.putBlock("1", "one");
        String list = "<BlockList><Latest>MQ==</Latest></BlockList>";

        assertThat(rig.putBlockList(list).statusCode()).isEqualTo(201);
        assertThat(rig.putBlockList(list).statusCode()).isEqualTo(201);
        assertError(
                rig.putBlockList("<BlockList><Uncommitted>MQ==</Uncommitted></BlockList>"), 400, "InvalidBlockList");
        assertThat(rig.get().body()).isEqualTo("one");
    }

    @Test
    void badBlocksAreRefused() {
        rig.putBlock("1", "one");

        assertError(rig.putBlock("4444", "two"), 400, "InvalidBlobOrBlock");
        assertError(rig.putBlock("", "none"), 400, "InvalidQueryParameterValue");
        assertError(rig.putBlock("9".repeat(65), "long"), 400, "InvalidQueryParameterValue");
        assertError(rig.putBlockList("<BlockList><Latest>OQ==</Latest></BlockList>"), 400, "InvalidBlockList");
        assertError(rig.putBlockList("<BlockList><Latest>"), 400, "InvalidXmlDocument");
        assertError(rig.putBlockList("<Blocks/>"), 400, "InvalidXmlDocument");
    }

    @Test
    void largeUploadIsStoredAndGoesWithTheStore() {
        String large = "0123456789abcdef".repeat(64 * 1024);

        rig.put(large);

        assertThat(rig.get().body()).isEqualTo(large);
        assertThat(rig.get("Range", "bytes=65530-65545").body()).isEqualTo(large.substring(65530, 65546));
        Blob blob = rig.store.blob(BlobRig.BLOB).orElseThrow();
        assertThat(blob).isInstanceOfSatisfying(FileBlob.class, file -> {
            assertThat(file.file()).exists();
            rig.store.close();
            assertThat(file.file()).doesNotExist();
            assertThat(file.file().getParent()).doesNotExist();
        });
    }

    @Test
    void computedBlobIsServedLikeAnyOther() {
        byte[] bytes = "1,2\n3,4\n".getBytes(StandardCharsets.UTF_8);
        rig.store.putIfAbsent(BlobRig.BLOB, new ComputedBlob(out -> {
            out.write(bytes, 0, 3);
            out.write(bytes, 3, 5);
        }));

        assertThat(rig.get().body()).isEqualTo("1,2\n3,4\n");
        assertThat(rig.get().headers().firstValue("Content-MD5")).contains(BlobRig.md5("1,2\n3,4\n"));
        assertThat(rig.get("Range", "bytes=2-5").body()).isEqualTo("2\n3,");
    }

    private static void assertError(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("x-ms-error-code").orElse("")).isEqualTo(code);
        assertThat(response.body()).contains("<Code>" + code + "</Code>");
    }
}
