package io.fourinsight.client.rest.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.rest.RestException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1234567890123456789",
                "123456789012345678.125",
                "1.10",
                "100.00",
                "-0.0",
                "1E+400",
                "4.9E-324",
                "1E-400",
                "0.1",
                "12.5",
                "-273.15",
                "1700000000000000000",
                "123456789012345678901234567890"
            })
    void numberKeepsItsDigitsWhenItIsSentBack(String number) throws IOException {
        Object read = read(("{\"v\":" + number + ",\"l\":[" + number + "]}").getBytes(UTF_8), null);

        assertThat(Json.entity(read).getContent()).hasContent("{\"v\":" + number + ",\"l\":[" + number + "]}");
    }

    @Test
    void decimalIsADoubleIfThatKeepsItsDigits() throws IOException {
        assertThat(read("[0.1,100000000.5,1e400,1.10,0.30000000000000004]".getBytes(UTF_8), null))
                .isEqualTo(List.of(
                        0.1, 100000000.5, new BigDecimal("1e400"), new BigDecimal("1.10"), 0.30000000000000004));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void anEncodingOfJsonChangesNoValue(String encoding) throws IOException {
        for (String mark : List.of("", "\uFEFF")) {
            assertThat(read((mark + "\"日本\"").getBytes(Charset.forName(encoding)), null))
                    .isEqualTo("日本");
            byte[] json = (mark + "{\"Tiefe è\":1.10,\"日\":\"本\",\"a\":[0.1,2]}").getBytes(Charset.forName(encoding));

            assertThat(read(json, null))
                    .isEqualTo(Map.of("Tiefe è", new BigDecimal("1.10"), "日", "本", "a", List.of(0.1, 2)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.0", "1.10", "-1.0", "1.100"})
    void aShortAnswerKeepsItsDigitsToo(String number) throws IOException {
        assertThat(String.valueOf(read(number.getBytes(UTF_8), null))).isEqualTo(number);
    }

    static Stream<Arguments> times() {
        Instant time = Instant.parse("2026-03-01T12:00:00.5Z");
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Europe/Oslo"));
        calendar.setTimeInMillis(time.toEpochMilli());
        return Stream.of(
                Arguments.of(time, "2026-03-01T12:00:00.500Z"),
                Arguments.of(Date.from(time), "2026-03-01T12:00:00.500Z"),
                Arguments.of(calendar, "2026-03-01T12:00:00.500Z"),
                Arguments.of(new java.sql.Timestamp(time.toEpochMilli()), "2026-03-01T12:00:00.500Z"),
                Arguments.of(java.sql.Date.valueOf("2026-03-01"), "2026-03-01"),
                Arguments.of(time.atOffset(ZoneOffset.ofHours(1)), "2026-03-01T13:00:00.500+01:00"),
                Arguments.of(time.atZone(ZoneId.of("Europe/Oslo")), "2026-03-01T13:00:00.500+01:00"),
                Arguments.of(LocalDate.of(2026, 3, 1), "2026-03-01"),
                Arguments.of(LocalDateTime.of(2026, 3, 1, 12, 0, 1), "2026-03-01T12:00:01"));
    }

    @ParameterizedTest
    @MethodSource("times")
    void timeIsWrittenAsIsoText(Object time, String text) throws IOException {
        assertThat(Json.entity(Map.of("list", List.of(time))).getContent()).hasContent("{\"list\":[\"" + text + "\"]}");
        assertThat(Json.copy(time)).isEqualTo(text);
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
                "{\"confidential\":1e88888888888888}",
                "[1e-88888888888888]",
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
    @ValueSource(
            strings = {"", "[]", "7", "null", "{\"confidential\":", "confidential", "{\"confidential\":1e88888888888}"})
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
        RestRequest request = RestRequest.get(URI.create("https://api.example/v1?key=confidential"));
        return Json.reader(request).read(new RestResponse(response, request, body.length, UnaryOperator.identity()));
    }

    private static Map<String, Object> mapOf(String key, Object value, String other, Object otherValue) {
        Map<String, Object> map = new java.util.HashMap<>();
        map.put(key, value);
        map.put(other, otherValue);
        return map;
    }
}
