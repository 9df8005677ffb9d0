package io.fourinsight.camel;

import java.util.Map;

/** {@code timeseries}: its operations by name. */
final class TimeSeriesOperations {

    private TimeSeriesOperations() {}

    static Map<String, Operation> of(EndpointContext context) {
        return Map.of(
                "samples", new SamplesOperation(context),
                "data", new DataOperation(context),
                "info", new InfoOperation(context),
                "create", UploadOperation.create(context),
                "append", UploadOperation.append(context),
                "delete", new DeleteSeriesOperation(context),
                "search", new SearchSeriesOperation(context),
                "attachMetadata", new AttachMetadataOperation(context),
                "detachMetadata", new DetachMetadataOperation(context));
    }
}
