package io.fourinsight.client.rest.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnswerDateTest {

    private static final String EARLY = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String LATE = "Sun, 06 Nov 1994 08:49:38 GMT";

    @Test
    void theSameTextIsTheSameInstant() {
        assertThat(AnswerDate.parse(EARLY)).contains(Instant.parse("1994-11-06T08:49:37Z"));
        assertThat(AnswerDate.parse(EARLY)).contains(Instant.parse("1994-11-06T08:49:37Z"));
    }

    @Test
    void anotherTextIsReadAgain() {
        AnswerDate.parse(EARLY);
        assertThat(AnswerDate.parse(LATE)).contains(Instant.parse("1994-11-06T08:49:38Z"));
        assertThat(AnswerDate.parse(EARLY)).contains(Instant.parse("1994-11-06T08:49:37Z"));
    }

    @Test
    void whatIsNoDateLeavesNoneBehind() {
        AnswerDate.parse(EARLY);
        assertThat(AnswerDate.parse("yesterday")).isEmpty();
        assertThat(AnswerDate.parse("yesterday")).isEmpty();
        assertThat(AnswerDate.parse(EARLY)).isPresent();
    }
}
