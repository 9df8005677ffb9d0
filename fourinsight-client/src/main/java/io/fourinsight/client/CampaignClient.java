package io.fourinsight.client;

import io.fourinsight.client.assembly.ServiceConnection;
import io.fourinsight.client.campaign.CampaignUrls;
import io.fourinsight.client.campaign.SensorChannels;
import io.fourinsight.client.rest.Paging;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.page.CollectionClient;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The campaigns of 4Insight and what belongs to them: events, sensors and their channels, lower stacks, swim operations
 * and time series.
 *
 * <p>Collections come whole, from all pages, each item a map with the keys as they came. A query is OData as people write
 * it and may be null. All methods throw a {@link RestException} if no good answer comes, and a
 * {@link io.fourinsight.client.session.SessionException} if there is no token.
 */
public final class CampaignClient {

    private final ServiceConnection connection;
    private final CampaignUrls urls;
    private final CollectionClient collections;

    CampaignClient(ServiceConnection connection) {
        this.connection = connection;
        this.urls = new CampaignUrls(connection.url());
        this.collections = new CollectionClient(connection.client(), connection.url(), connection.reading());
    }

    public List<Object> list(String query) {
        return all(urls.campaigns(query));
    }

    public Map<?, ?> get(String campaignId) {
        return object(urls.campaign(campaignId));
    }

    private Map<?, ?> object(URI url) {
        RestRequest request = RestRequest.get(url);
        return (Map<?, ?>) connection.client().send(request, connection.context(), Json.reader(request));
    }

    public List<Object> events(String campaignId, String query) {
        return all(urls.events(campaignId, query));
    }

    public List<Object> sensors(String campaignId, String query) {
        return all(urls.sensors(campaignId, query));
    }

    /** The sensors, each with its channels under the name {@code Channels}, which costs a request a sensor. */
    public List<Object> sensorsWithChannels(String campaignId, String query) {
        return all(
                urls.sensors(campaignId, query),
                new SensorChannels(collections, urls, campaignId, connection.context()));
    }

    public List<Object> channels(String campaignId, String sensorId, String query) {
        return all(urls.channels(campaignId, sensorId, query));
    }

    public Map<?, ?> lowerStack(String campaignId) {
        return object(urls.lowerStack(campaignId));
    }

    /** The swim operations of one campaign, or of all if none is named. */
    public List<Object> swimops(String campaignId, String query) {
        return all(campaignId == null ? urls.swimops(query) : urls.swimops(campaignId, query));
    }

    /** The time series of a campaign, as the REST API describes them. */
    public List<Object> timeSeries(String campaignId) {
        return ApiClient.list(collections
                .read(urls.timeSeries(campaignId), Paging.ITEMS, false, connection.context())
                .body());
    }

    private List<Object> all(URI url) {
        return all(url, item -> {});
    }

    private List<Object> all(URI url, Consumer<Object> completion) {
        return ApiClient.list(collections
                .read(url, Paging.ITEMS, false, completion, connection.context())
                .body());
    }
}
