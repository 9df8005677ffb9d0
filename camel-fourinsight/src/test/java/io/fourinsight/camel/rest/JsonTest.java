package io.fourinsight.camel.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("{\"Id\":1,\"name\":null}", mapOf("Id", 1, "name", null)),
                Arguments.of("[1,\"b\",true]", List.of(1, "b", true)),
                Arguments.of("\"text\"", "text"),
                Arguments.of(" 7 ", 7),
                Arguments.of("1.5", 1.5),
                Arguments.of("null", null),
                Arguments.of("", null),
                Arguments.of("\uFEFF{\"a\":\"æ\"}", Map.of("a", "æ")),
                Arguments.of("1700000000000000000", 1700000000000000000L),
                Arguments.of("123456789012345678901234567890", new BigInteger("123456789012345678901234567890")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void jsonBecomesPlainValues(String json, Object value) throws IOException {
        assertThat(read(json.getBytes(UTF_8), ContentType.APPLICATION_JSON)).isEqualTo(value);
    }

    @Test
    void theContentTypeDoesNotMatterIfItIsJson() throws IOException {
        assertThat(read("[]".getBytes(UTF_8), ContentType.TEXT_PLAIN)).isEqualTo(List.of());
        assertThat(read("[]".getBytes(UTF_8), null)).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>confidential</html>",
                "{\"confidential\":",
                "{\"a\":1}confidential",
                "[1][2]",
                "{'confidential':1}",
                "confidential",
                "\"confidential"
            })
    void anythingElseIsMalformedAndNotQuoted(String body) {
        assertMalformed(body.getBytes(UTF_8));
    }

    @Test
    void bytesInNoEncodingOfJsonAreMalformedToo() {
        assertMalformed(new byte[] {0, 0, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1});
        assertMalformed(new byte[] {0, 0, (byte) 0xFF, (byte) 0xFE, 1, 2, 3, 4});
        assertMalformed(new byte[] {'"', (byte) 0xE6, '"'});
    }

    @Test
    void absurdDepthIsMalformed() {
        byte[] deep = new byte[100_000];
        Arrays.fill(deep, (byte) '[');

        assertMalformed(deep);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Id\":7}", "{\"id\":7}", "{\"x\":1,\"ID\":7}", "{\"id\":8,\"Id\":7}"})
    void fieldIsFoundInAnyCaseAndFirstAsItIsWritten(String json) {
        assertThat(Json.field(Json.object(json.getBytes(UTF_8)), "Id")).isEqualTo(7);
    }

    @Test
    void whatHasNoFieldHasNone() {
        assertThat(Json.field(Map.of("x", 1), "Id")).isNull();
        assertThat(Json.field(List.of("Id"), "Id")).isNull();
        assertThat(Json.field(null, "Id")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "null", "{\"confidential\":", "confidential"})
    void textThatIsNoObjectIsRefusedAndNotQuoted(String text) {
        assertThatThrownBy(() -> Json.object(text.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a JSON object")
                .hasMessageNotContaining("confidential")
                .hasNoCause();
    }

    @Test
    void valueWithoutAFormInJsonIsRefused() {
        assertThatThrownBy(() -> Json.entity(Map.of("stream", new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be written as JSON");
    }

    @Test
    void copyIsWhatWouldComeBack() {
        assertThat(Json.copy(Map.of("n", 1L, "f", 1.5f, "a", new int[] {1})))
                .isEqualTo(Map.of("n", 1, "f", 1.5, "a", List.of(1)));
    }

    private static void assertMalformed(byte[] body) {
        assertThatThrownBy(() -> read(body, ContentType.TEXT_HTML))
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("GET https://api.example/v1")
                .hasMessageContaining("text/html")
                .hasMessageContaining(body.length + " bytes")
                .hasMessageNotContaining("confidential")
                .hasNoCause();
    }

    private static Object read(byte[] body, ContentType type) throws IOException {
        BasicClassicHttpResponse response = new BasicClassicHttpResponse(200);
        response.setEntity(new ByteArrayEntity(body, type));
        return Json.reader(RestRequest.get(URI.create("https://api.example/v1?key=confidential")))
                .read(new RestResponse(response));
    }

    private static Map<String, Object> mapOf(String key, Object value, String other, Object otherValue) {
        Map<String, Object> map = new java.util.HashMap<>();
        map.put(key, value);
        map.put(other, otherValue);
        return map;
    }
}
