package io.fourinsight.camel.operation.series;

import io.fourinsight.camel.operation.EndpointContext;
import io.fourinsight.camel.operation.Operation;
import java.util.Map;
import java.util.function.Function;

/** {@code timeseries}: its operations by name. */
public final class TimeSeriesOperations {

    private TimeSeriesOperations() {}

    /** @param contexts what the operation of a name works with */
    public static Map<String, Operation> of(Function<String, EndpointContext> contexts) {
        return Map.of(
                "samples", new SamplesOperation(contexts.apply("samples")),
                "data", new DataOperation(contexts.apply("data")),
                "info", new SeriesRequests(contexts.apply("info"))::info,
                "create", UploadOperation.create(contexts.apply("create")),
                "append", UploadOperation.append(contexts.apply("append")),
                "delete", new SeriesRequests(contexts.apply("delete"))::delete,
                "search", new SeriesRequests(contexts.apply("search"))::search,
                "attachMetadata", new SeriesRequests(contexts.apply("attachMetadata"))::attachMetadata,
                "detachMetadata", new SeriesRequests(contexts.apply("detachMetadata"))::detachMetadata);
    }
}
