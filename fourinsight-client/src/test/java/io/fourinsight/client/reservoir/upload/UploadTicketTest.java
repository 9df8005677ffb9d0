package io.fourinsight.client.reservoir.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.RestRequest;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTicketTest {

    private static final RestRequest REQUEST =
            RestRequest.step(URI.create("https://reservoir.example/api/files/upload"), null);

    private static UploadTicket of(Map<String, ?> answer) {
        return UploadTicket.of(REQUEST, answer);
    }

    @Test
    void ticketIsReadInEitherCase() {
        UploadTicket ticket = of(Map.of("fileId", "F-1", "endpoint", "https://store.example/f?sig=s1gn"));

        assertThat(ticket.fileId()).isEqualTo("F-1");
        assertThat(ticket.endpoint().location()).hasToString("https://store.example/f");
        assertThat(ticket.toString()).doesNotContain("s1gn");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://store.example/f?sig=s1gn",
                "https://me:pw@store.example/f?sig=s1gn",
                "ftp://store.example/f?sig=s1gn",
                "file:///tmp/f?sig=s1gn",
                "/f?sig=s1gn",
                "?sig=s1gn"
            })
    void samplesGoNowhereThatIsNotSafe(String endpoint) {
        assertThatThrownBy(() -> of(Map.of("FileId", "F-1", "Endpoint", endpoint)))
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("files/upload")
                .hasMessageContaining("Endpoint")
                .message()
                .doesNotContain("s1gn", "pw");
    }

    @Test
    void answerWithoutFileOrPlaceIsNone() {
        assertThatThrownBy(() -> of(Map.of("FileId", "F-1")))
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("no FileId or no Endpoint");
        assertThatThrownBy(() -> of(Map.of("Endpoint", "https://store.example/f")))
                .isInstanceOf(RestException.Malformed.class);
        assertThatThrownBy(() -> UploadTicket.of(REQUEST, null)).isInstanceOf(RestException.Malformed.class);
    }
}
