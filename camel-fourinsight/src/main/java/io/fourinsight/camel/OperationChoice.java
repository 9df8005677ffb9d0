package io.fourinsight.camel;

import io.fourinsight.camel.session.Session;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;

/** Picks the operation: the endpoint's, or if it sets none the message's, or the resource's default. */
final class OperationChoice implements Operation {

    private final Resource resource;
    private final String option;
    private final Map<String, Operation> operations;

    private OperationChoice(Resource resource, String option, Map<String, Operation> operations) {
        this.resource = resource;
        this.option = option;
        this.operations = operations;
    }

    /** The operation of an endpoint, which looks at its messages only if that is left to them. */
    static Operation of(Resource resource, EndpointContext context) {
        return switch (resource) {
            case timeseries -> choice(resource, context, TimeSeriesOperations.of(context));
            case metadata -> choice(resource, context, MetadataOperations.of(context));
            case campaigns -> choice(resource, context, CampaignOperations.of(context));
            case api ->
                choice(
                        resource,
                        context,
                        Map.of(
                                "get", new ApiOperation("get", context),
                                "post", new ApiOperation("post", context),
                                "put", new ApiOperation("put", context),
                                "patch", new ApiOperation("patch", context),
                                "delete", new ApiOperation("delete", context)));
            case token -> new TokenOperation();
            case ping -> new PingOperation(context);
        };
    }

    private static Operation choice(Resource resource, EndpointContext context, Map<String, Operation> operations) {
        return new OperationChoice(resource, context.configuration().getOperation(), operations);
    }

    @Override
    public void process(Exchange exchange, Session session) throws Exception {
        String name = option;
        if (name == null) {
            name = Objects.requireNonNullElse(
                    MessageOptions.text(exchange, FourInsightConstants.OPERATION, null), resource.defaultOperation());
        }
        operations.get(resource.requireOperation(name)).process(exchange, session);
    }
}
