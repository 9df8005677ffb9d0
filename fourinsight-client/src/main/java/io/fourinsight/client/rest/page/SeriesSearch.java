package io.fourinsight.client.rest.page;

import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RestRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * The REST API's search for the time series of a campaign: a POST that only asks, and skips what was had before.
 *
 * @param url where the search is
 * @param campaignId the campaign
 */
public record SeriesSearch(URI url, String campaignId) {

    /** How many series are asked for in one request; the service may give fewer. */
    static final int PAGE_SIZE = 50;

    /** Asks for what comes after so many series. */
    public RestRequest request(long skip) {
        return RestRequest.question(
                url, Json.entity(Map.of("Campaigns", List.of(campaignId), "pageSize", PAGE_SIZE, "skip", skip)));
    }
}
