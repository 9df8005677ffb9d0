package io.fourinsight.client.campaign;

import io.fourinsight.client.rest.page.SeriesSearch;
import io.fourinsight.client.rest.url.ApiPath;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the REST API has what belongs to a campaign; not all of it is in the same version of the API.
 *
 * <p>Queries are OData, not encoded, and may be null. Ids become one segment of a path each. Methods throw an
 * {@link IllegalArgumentException} if an id cannot be part of a path, or is {@code internal}, which is not for clients.
 */
public final class CampaignUrls {

    private static final String CAMPAIGNS = "Campaigns";
    private static final String SENSORS = "Sensors";

    private final ServiceUrl service;

    public CampaignUrls(ServiceUrl service) {
        this.service = service;
    }

    public URI campaigns(@Nullable String query) {
        return queried(query, "v1.1", CAMPAIGNS);
    }

    public URI campaign(String campaignId) {
        return service.resolve("v1.0", CAMPAIGNS, checked(campaignId));
    }

    public URI events(String campaignId, @Nullable String query) {
        return queried(query, "v1.1", CAMPAIGNS, checked(campaignId), "Events");
    }

    public URI sensors(String campaignId, @Nullable String query) {
        return queried(query, "v1.1", CAMPAIGNS, checked(campaignId), SENSORS);
    }

    public URI channels(String campaignId, String sensorId, @Nullable String query) {
        String sensor = allowed("sensorId", sensorId);
        return queried(query, "v1.1", CAMPAIGNS, checked(campaignId), SENSORS, sensor, "channels");
    }

    public URI lowerStack(String campaignId) {
        return service.resolve("v1.0", CAMPAIGNS, checked(campaignId), "LowerStack");
    }

    /** Those of all campaigns. */
    public URI swimops(@Nullable String query) {
        return queried(query, "v1.1", CAMPAIGNS, "Swimops");
    }

    /** Those of one campaign. */
    public URI swimops(String campaignId, @Nullable String query) {
        return queried(query, "v1.1", CAMPAIGNS, checked(campaignId), "Swimops");
    }

    /** The search for the time series of a campaign. */
    public SeriesSearch timeSeries(String campaignId) {
        return new SeriesSearch(service.resolve("v1.0", "timeseries", "search"), checked(campaignId));
    }

    private static String checked(String id) {
        return allowed("campaignId", id);
    }

    private static String allowed(String option, String id) {
        if (id.equalsIgnoreCase("internal")) {
            throw new IllegalArgumentException(option + " '" + id + "' cannot be used: such paths are not for clients");
        }
        return id;
    }

    private URI queried(@Nullable String query, String... segments) {
        return ApiPath.resolve(service, List.of(segments), query);
    }
}
