package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.rest.call.RestRig;
import io.fourinsight.client.rest.url.ServiceUrl;
import io.fourinsight.client.testing.ChildJvm;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Reads all days of a reservoir as one series, four days at once, and says how many samples there are. */
public final class SmallHeapChild {

    private SmallHeapChild() {}

    public static void main(String[] args) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        try (RestRig rig = new RestRig().poolSize(8)) {
            DataClient client = new DataClient(
                    ServiceUrl.parse("apiUrl", args[0]), rig.client(), rig.blobs(), DayFileCache.none(), threads, 4);
            TimeSeries series = client.read(StoredDays.all(), rig.caller());
            ChildJvm.say(series.size() + (series.isNumeric() ? " numbers" : " texts"));
        } catch (Throwable e) {
            ChildJvm.say(e.toString());
        }
    }
}
