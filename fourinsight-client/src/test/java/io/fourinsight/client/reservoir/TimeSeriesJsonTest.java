package io.fourinsight.client.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSeriesJsonTest {

    private static final TimeSeries NUMBERS =
            TimeSeries.of("S-1", new long[] {10, 20, 30}, new double[] {1.5, Double.NaN, -0.0});
    private static final TimeSeries TEXTS = TimeSeries.of("S-2", new long[] {1, 2}, new String[] {"2.50", "open"});

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void jsonHasPairsOfNanosecondsAndValue() throws JsonProcessingException {
        assertThat(mapper.writeValueAsString(NUMBERS))
                .isEqualTo("{\"seriesId\":\"S-1\",\"samples\":[[10,1.5],[20,null],[30,-0.0]]}");
        assertThat(mapper.writeValueAsString(TEXTS))
                .isEqualTo("{\"seriesId\":\"S-2\",\"samples\":[[1,\"2.50\"],[2,\"open\"]]}");
        assertThat(mapper.writeValueAsString(TimeSeries.empty(null))).isEqualTo("{\"seriesId\":null,\"samples\":[]}");
    }

    @Test
    void jsonOfInfinitiesIsTextWhateverTheMapperWrites() throws JsonProcessingException {
        ObjectMapper mapper = JsonMapper.builder()
                .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                .build();
        TimeSeries series = TimeSeries.of(
                "S", new long[] {1, 2}, new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY});

        assertThat(mapper.writeValueAsString(series))
                .isEqualTo("{\"seriesId\":\"S\",\"samples\":[[1,\"-Infinity\"],[2,\"Infinity\"]]}");
    }

    @Test
    void jsonReadsBackAsTheSameSeries() throws JsonProcessingException {
        TimeSeries extremes =
                TimeSeries.of(null, new long[] {Long.MIN_VALUE, -1, 0, 1, 2, Long.MAX_VALUE}, new double[] {
                    Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 0.1, 1e300, Double.POSITIVE_INFINITY, -5
                });

        TimeSeries odd = TimeSeries.of("🌊", new long[] {1, 2, 3}, new String[] {"🌊", "\"a\"\n,\u0000", "Infinity"});

        for (TimeSeries series : List.of(NUMBERS, TEXTS, odd, extremes, TimeSeries.empty("S"), NUMBERS.slice(20, 21))) {
            assertThat(mapper.readValue(mapper.writeValueAsString(series), TimeSeries.class))
                    .isEqualTo(series);
            assertThat(mapper.convertValue(mapper.convertValue(series, Map.class), TimeSeries.class))
                    .isEqualTo(series);
        }
    }

    @Test
    void jsonOfOthersIsReadAsFarAsItIsClear() throws JsonProcessingException {
        String json = "{\"unit\":{\"samples\":[1]},\"samples\":[[30,true],[\"1970-01-01T00:00:00.00000001Z\",1],"
                + "[20,null],[30,\"x\"],[20,\"2.50\"]]}";

        assertThat(mapper.readValue(json, TimeSeries.class))
                .isEqualTo(TimeSeries.of(null, new long[] {10, 20, 30}, new String[] {"1.0", "2.50", "x"}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "{\"seriesId\":7}",
                "{\"samples\":{}}",
                "{\"samples\":[1,2]}",
                "{\"samples\":[[]]}",
                "{\"samples\":[[1]]}",
                "{\"samples\":[[1,2,3]]}",
                "{\"samples\":[[1.5,2]]}",
                "{\"samples\":[[null,2]]}",
                "{\"samples\":[[\"x\",2]]}",
                "{\"samples\":[[1,[2]]]}",
            })
    void anythingElseIsAnErrorOfTheMapper(String json) {
        assertThatThrownBy(() -> mapper.readValue(json, TimeSeries.class)).isInstanceOf(JsonMappingException.class);
    }

    @Test
    void jsonThatBreaksOffIsAnError() throws JsonProcessingException {
        String json = mapper.writeValueAsString(NUMBERS);
        for (int length = 0; length < json.length(); length++) {
            String cut = json.substring(0, length);
            assertThatThrownBy(() -> mapper.readValue(cut, TimeSeries.class))
                    .as(cut)
                    .isInstanceOf(JsonProcessingException.class);
        }
    }
}
