package io.fourinsight.camel.operation;

import io.fourinsight.camel.options.ByteSize;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.route.RouteStreams;
import io.fourinsight.client.base.Pause;
import io.fourinsight.client.base.Platform;
import io.fourinsight.client.reservoir.day.DayFileCache;
import io.fourinsight.client.rest.call.BlobClient;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
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
 * @param caches the disk caches that are in use, by their folder
 * @param streams closes what bodies hold open
 */
public record EndpointContext(
        FourInsightConfiguration configuration,
        ServiceUrl service,
        RestClient client,
        RestClient confidential,
        BlobClient blobs,
        Executor executor,
        Executor uploads,
        Map<Path, DayFileCache> caches,
        RouteStreams streams,
        Clock clock,
        Pause pause) {

    /** The day files kept on disk, if that is wanted; they are then among the caches in use. */
    public DayFileCache dayFileCache() {
        if (!configuration.isCache()) {
            return DayFileCache.none();
        }
        String directory = configuration.getCacheDirectory();
        Path folder = directory == null || directory.isBlank()
                ? Platform.current().cacheHome().resolve("fourinsight")
                : Path.of(directory);
        DayFileCache cache =
                DayFileCache.onDisk(folder, ByteSize.parse("cacheSize", configuration.getCacheSize()), clock);
        caches.put(folder, cache);
        return cache;
    }
}
