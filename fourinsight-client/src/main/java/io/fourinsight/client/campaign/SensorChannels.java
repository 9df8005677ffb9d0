package io.fourinsight.client.campaign;

import io.fourinsight.client.rest.Paging;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.page.CollectionClient;
import java.util.Map;
import java.util.function.Consumer;

/** Gives sensors their channels, under a name that is written like the sensor's other names. */
public final class SensorChannels implements Consumer<Object> {

    private static final String ID = "Id";
    private static final String CHANNELS = "Channels";

    private final CollectionClient collections;
    private final CampaignUrls urls;
    private final String campaignId;
    private final RequestContext caller;

    public SensorChannels(CollectionClient collections, CampaignUrls urls, String campaignId, RequestContext caller) {
        this.collections = collections;
        this.urls = urls;
        this.campaignId = campaignId;
        this.caller = caller;
    }

    /** @throws RestException if the channels cannot be had, so that no sensor passes for one without channels */
    @Override
    @SuppressWarnings("unchecked")
    public void accept(Object sensor) {
        Object id = Json.field(sensor, ID);
        if (id == null) {
            throw new RestException.Malformed("GET", urls.sensors(campaignId, null), "a sensor has no " + ID);
        }
        Object channels = collections
                .read(urls.channels(campaignId, id.toString(), null), Paging.ITEMS, false, caller)
                .body();
        ((Map<String, Object>) sensor).put(channelsName(sensor), channels);
    }

    private static String channelsName(Object sensor) {
        String name = Json.key(sensor, CHANNELS);
        if (name != null) {
            return name;
        }
        return ID.equals(Json.key(sensor, ID)) ? CHANNELS : "channels";
    }
}
