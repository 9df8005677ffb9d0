package io.fourinsight.camel;

import io.fourinsight.camel.rest.RestClient;
import io.fourinsight.camel.rest.ServiceUrl;
import java.time.Clock;

/** What the operations of one endpoint work with. */
record EndpointContext(FourInsightConfiguration configuration, ServiceUrl service, RestClient client, Clock clock) {}
