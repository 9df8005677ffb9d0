package io.fourinsight.camel;

import io.fourinsight.camel.rest.ApiPath;
import io.fourinsight.camel.rest.RestRequest;
import io.fourinsight.camel.rest.ServiceUrl;
import org.apache.camel.Exchange;

/** {@code campaigns}: the list of them, or one. */
final class CampaignsOperation {

    private static final String COLLECTION = "Campaigns";

    private CampaignsOperation() {}

    /** {@code operation=list}, as far as the OData query narrows it down. */
    static Operation list(EndpointContext context) {
        CollectionAnswers answers = new CollectionAnswers(context);
        return (exchange, session) -> {
            String query = MessageOptions.text(
                    exchange,
                    FourInsightConstants.QUERY,
                    context.configuration().getQuery());
            answers.read(ApiPath.resolve(context.service(), "v1.1/" + COLLECTION, query), exchange, session);
        };
    }

    /** {@code operation=get}. */
    static Operation get(EndpointContext context) {
        JsonAnswers answers = new JsonAnswers(context);
        return (exchange, session) ->
                exchange.getMessage().setBody(answers.fetch(one(context, exchange), exchange, session));
    }

    private static RestRequest one(EndpointContext context, Exchange exchange) {
        String id = MessageOptions.requiredId(
                exchange,
                FourInsightConstants.CAMPAIGN_ID,
                context.configuration().getCampaignId());
        ServiceUrl service = context.service();
        return RestRequest.get(service.resolve("v1.0", COLLECTION, id));
    }
}
