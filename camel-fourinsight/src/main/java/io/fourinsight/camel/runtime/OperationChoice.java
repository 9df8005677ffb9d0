package io.fourinsight.camel.runtime;

import io.fourinsight.camel.operation.ApiOperation;
import io.fourinsight.camel.operation.EndpointContext;
import io.fourinsight.camel.operation.MessageOptions;
import io.fourinsight.camel.operation.Operation;
import io.fourinsight.camel.operation.PingOperation;
import io.fourinsight.camel.operation.TokenOperation;
import io.fourinsight.camel.operation.campaign.CampaignOperations;
import io.fourinsight.camel.operation.metadata.MetadataOperations;
import io.fourinsight.camel.operation.series.TimeSeriesOperations;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.options.Resource;
import io.fourinsight.client.session.Session;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Picks the operation: the endpoint's, or if it sets none the message's, or the resource's default. */
final class OperationChoice implements Operation {

    private final Resource resource;
    private final @Nullable String option; // null if messages choose
    private final Map<String, Operation> operations;

    private OperationChoice(Resource resource, @Nullable String option, Map<String, Operation> operations) {
        this.resource = resource;
        this.option = option;
        this.operations = operations;
    }

    /**
     * The operation of an endpoint, which looks at its messages only if that is left to them.
     *
     * @param option the operation that the endpoint sets; may be null
     * @param contexts what the operation of a name works with
     */
    static Operation of(Resource resource, @Nullable String option, Function<String, EndpointContext> contexts) {
        return switch (resource) {
            case TIMESERIES -> new OperationChoice(resource, option, TimeSeriesOperations.of(contexts));
            case METADATA -> new OperationChoice(resource, option, MetadataOperations.of(contexts));
            case CAMPAIGNS -> new OperationChoice(resource, option, CampaignOperations.of(contexts));
            case API ->
                new OperationChoice(
                        resource,
                        option,
                        Stream.of("get", "post", "put", "patch", "delete")
                                .collect(Collectors.toMap(
                                        name -> name, name -> new ApiOperation(name, contexts.apply(name)))));
            case TOKEN -> new TokenOperation();
            case PING -> new PingOperation(contexts.apply("ping"));
        };
    }

    @Override
    public void process(Exchange exchange, Session session) throws Exception {
        String name = option;
        if (name == null) {
            name = MessageOptions.text(exchange, FourInsightConstants.OPERATION, resource.defaultOperation());
        }
        String known = resource.requireOperation(String.valueOf(name)); // a resource without operations is no choice
        Objects.requireNonNull(operations.get(known)).process(exchange, session);
    }
}
