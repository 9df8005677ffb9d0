package io.fourinsight.client.assembly;

import io.fourinsight.client.base.Pause;
import io.fourinsight.client.rest.call.BlobClient;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RequestSettings;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.url.ServiceUrl;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.wire.Traffic;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What a program without Camel asks one service with.
 *
 * @param url the base URL of the service
 * @param client asks the service
 * @param confidential asks it what is answered with secrets
 * @param blobs asks the stores that the reservoir names
 * @param reading where work is done ahead that waits for nothing but the network
 * @param uploads where samples are read that are uploaded, which may wait for work of {@code reading}
 * @param context the session that all requests are made for
 */
public record ServiceConnection(
        ServiceUrl url,
        RestClient client,
        RestClient confidential,
        BlobClient blobs,
        Executor reading,
        Executor uploads,
        RequestContext context,
        Clock clock,
        Pause pause) {

    /** A connection over these clients; it opens nothing before there is a request. */
    public static ServiceConnection of(
            ServiceAddress address,
            Session session,
            HttpClients clients,
            RequestSettings settings,
            Executor reading,
            Executor uploads) {
        return new ServiceConnection(
                address.url(),
                new RestClient(() -> clients.of(Traffic.REQUESTS), settings),
                new RestClient(() -> clients.of(Traffic.SECRETS), settings),
                new BlobClient(location -> clients.of(Traffic.BLOBS), settings),
                reading,
                uploads,
                RequestContext.of(session),
                settings.clock(),
                settings.pause());
    }
}
