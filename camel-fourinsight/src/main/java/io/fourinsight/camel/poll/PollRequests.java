package io.fourinsight.camel.poll;

import io.fourinsight.client.reservoir.day.DayFileClient;
import io.fourinsight.client.reservoir.request.ReservoirClient;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/**
 * What a consumer asks the services with.
 *
 * @param caller with the session of the route; throws if there is no token
 * @param search the ids of the series that have the metadata, or belong to the campaign, of the options
 * @param translation of errors that the reader of a stream sees
 */
public record PollRequests(
        ReservoirClient reservoir,
        DayFileClient files,
        Callable<RequestContext> caller,
        Callable<List<String>> search,
        UnaryOperator<RuntimeException> translation) {

    /**
     * What a consumer of a collection asks its service with.
     *
     * @param caller as {@link PollRequests#caller}
     */
    public record OfCollection(RestClient client, ServiceUrl service, Callable<RequestContext> caller) {}
}
