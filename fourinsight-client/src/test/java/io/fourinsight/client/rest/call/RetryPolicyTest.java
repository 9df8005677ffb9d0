package io.fourinsight.client.rest.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.rest.RestException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final RestRequest GET = RestRequest.get(URI.create("https://h/"));

    @Test
    void noPauseIsLongerThanTheLongestAndNoneOverflows() {
        for (Duration backoff : new Duration[] {Duration.ofSeconds(1), Duration.ofDays(3_000_000_000L)}) {
            for (int retry : new int[] {10, 100, 1000}) {
                assertThat(pause(backoff, retry))
                        .isBetween(RetryPolicy.LONGEST_BACKOFF.dividedBy(2), RetryPolicy.LONGEST_BACKOFF);
            }
        }
    }

    @Test
    void withoutBackoffThereIsNoPause() {
        assertThat(pause(Duration.ZERO, 3)).isZero();
    }

    @Test
    void pausesDiffer() {
        Random random = new Random(1);
        RetryPolicy policy = new RetryPolicy(1, Duration.ofSeconds(10), Duration.ZERO);
        assertThat(java.util.stream.IntStream.range(0, 20)
                        .mapToObj(i ->
                                policy.pause(GET, broken(), 1, true, random).orElseThrow())
                        .distinct())
                .hasSizeGreaterThan(15);
    }

    private static Duration pause(Duration backoff, int retry) {
        return new RetryPolicy(2000, backoff, Duration.ZERO)
                .pause(GET, broken(), retry, true, new Random(1))
                .orElseThrow();
    }

    private static RestException broken() {
        return new RestException.Transport("GET", GET.uri(), "broken", new IOException());
    }
}
