package io.fourinsight.client.plan;

import java.util.OptionalLong;

/**
 * What a poll has asked about a series before it plans.
 *
 * @param lastSample the series' {@code TimeOfLastSample}, empty if it has no samples; raw data are planned without it
 * @param listing its days from that of the cursor on
 */
public record SeriesFacts(OptionalLong lastSample, SeriesListing listing) {

    boolean hasSamplesFrom(long nanos) {
        return lastSample.isPresent() && lastSample.getAsLong() >= nanos
                || listing.days().stream().anyMatch(day -> Nanos.startOfDay(day.day()) >= nanos);
    }

    long last() {
        return lastSample.orElse(Long.MIN_VALUE);
    }
}
