package io.fourinsight.camel;

import io.fourinsight.camel.rest.Caller;
import io.fourinsight.camel.rest.CollectionClient;
import io.fourinsight.camel.rest.CollectionClient.Paging;
import io.fourinsight.camel.rest.Json;
import io.fourinsight.camel.rest.RestException;
import java.util.Map;
import java.util.function.Consumer;

/** Gives sensors their channels, under a name that is written like the sensor's other names. */
final class SensorChannels implements Consumer<Object> {

    private static final String ID = "Id";
    private static final String CHANNELS = "Channels";

    private final CollectionClient collections;
    private final CampaignUrls urls;
    private final String campaignId;
    private final Caller caller;

    SensorChannels(CollectionClient collections, CampaignUrls urls, String campaignId, Caller caller) {
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
            throw new RestException.Malformed(urls.sensorsRequest(campaignId), "a sensor has no " + ID);
        }
        Object channels = collections
                .read(urls.channels(campaignId, id.toString()), Paging.items, false, caller)
                .body();
        ((Map<String, Object>) sensor).put(channelsName(sensor), channels);
    }

    private static String channelsName(Object sensor) {
        String name = Json.key(sensor, CHANNELS);
        if (name != null) {
            return name;
        }
        return Json.key(sensor, ID).equals(ID) ? CHANNELS : "channels";
    }
}
