package io.fourinsight.camel;

import io.fourinsight.camel.rest.ApiPath;
import io.fourinsight.camel.rest.RestRequest;
import io.fourinsight.camel.rest.ServiceUrl;
import java.net.URI;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * Where the REST API has what belongs to a campaign; not all of it is in the same version of the API.
 *
 * <p>The URLs of collections have the OData query of the exchange.
 */
final class CampaignUrls {

    private static final String CAMPAIGNS = "Campaigns";

    private final ServiceUrl service;
    private final FourInsightConfiguration configuration;

    CampaignUrls(EndpointContext context) {
        this.service = context.service();
        this.configuration = context.configuration();
    }

    URI campaigns(Exchange exchange) {
        return queried(exchange, "v1.1", CAMPAIGNS);
    }

    URI campaign(Exchange exchange) {
        return service.resolve("v1.0", CAMPAIGNS, campaignId(exchange));
    }

    URI events(Exchange exchange) {
        return queried(exchange, "v1.1", CAMPAIGNS, campaignId(exchange), "Events");
    }

    URI sensors(Exchange exchange) {
        return queried(exchange, "v1.1", CAMPAIGNS, campaignId(exchange), "Sensors");
    }

    /** The request that sensors came from, without its query, to name it in an error. */
    RestRequest sensorsRequest(String campaignId) {
        return RestRequest.get(service.resolve("v1.1", CAMPAIGNS, campaignId, "Sensors"));
    }

    URI channels(Exchange exchange) {
        String sensorId = id(exchange, FourInsightConstants.SENSOR_ID, configuration.getSensorId());
        return queried(exchange, "v1.1", CAMPAIGNS, campaignId(exchange), "Sensors", sensorId, "channels");
    }

    /** All channels of a sensor: the query of an exchange that asks for sensors is about those. */
    URI channels(String campaignId, String sensorId) {
        return service.resolve("v1.1", CAMPAIGNS, campaignId, "Sensors", sensorId, "channels");
    }

    URI lowerStack(Exchange exchange) {
        return service.resolve("v1.0", CAMPAIGNS, campaignId(exchange), "LowerStack");
    }

    /** Those of one campaign, or if none is named of all. */
    URI swimops(Exchange exchange) {
        boolean one =
                MessageOptions.text(exchange, FourInsightConstants.CAMPAIGN_ID, configuration.getCampaignId()) != null;
        return one
                ? queried(exchange, "v1.1", CAMPAIGNS, campaignId(exchange), "Swimops")
                : queried(exchange, "v1.1", CAMPAIGNS, "Swimops");
    }

    URI seriesSearch() {
        return service.resolve("v1.0", "timeseries", "search");
    }

    String campaignId(Exchange exchange) {
        return id(exchange, FourInsightConstants.CAMPAIGN_ID, configuration.getCampaignId());
    }

    private static String id(Exchange exchange, String header, String option) {
        String id = MessageOptions.requiredId(exchange, header, option);
        if (id.equalsIgnoreCase("internal")) {
            throw new IllegalArgumentException(
                    MessageOptions.optionName(header) + " '" + id + "' cannot be used: such paths are not for clients");
        }
        return id;
    }

    private URI queried(Exchange exchange, String... segments) {
        String query = MessageOptions.text(exchange, FourInsightConstants.QUERY, configuration.getQuery());
        return ApiPath.resolve(service, List.of(segments), query);
    }
}
