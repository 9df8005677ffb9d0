package io.fourinsight.camel;

import io.fourinsight.camel.rest.BlobClient;
import io.fourinsight.camel.rest.Pause;
import io.fourinsight.camel.rest.RestClient;
import io.fourinsight.camel.rest.ServiceUrl;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What the operations of one endpoint work with.
 *
 * @param client asks the service
 * @param confidential asks it what is answered with secrets, which nobody logs
 * @param blobs asks the stores that the reservoir names
 * @param executor for work that is done ahead and waits for nothing but the network, shared by all endpoints of the
 *     component
 * @param uploads for reading what is uploaded, which may wait for work of the executor
 * @param streams closes what bodies hold open
 */
record EndpointContext(
        FourInsightConfiguration configuration,
        ServiceUrl service,
        RestClient client,
        RestClient confidential,
        BlobClient blobs,
        Executor executor,
        Executor uploads,
        RouteStreams streams,
        Clock clock,
        Pause pause) {}
