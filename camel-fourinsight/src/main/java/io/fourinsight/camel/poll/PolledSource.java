package io.fourinsight.camel.poll;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.client.plan.CursorText;
import io.fourinsight.client.plan.Shard;
import io.fourinsight.client.reservoir.AggregateQuery;
import io.fourinsight.client.reservoir.AggregationFunction;
import io.fourinsight.client.reservoir.AggregationPeriod;
import io.fourinsight.client.reservoir.GroupMembers;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.window.AggregateReader;
import io.fourinsight.client.window.GroupReader;
import io.fourinsight.client.window.MemberFiles;
import io.fourinsight.client.window.RawReader;
import io.fourinsight.client.window.SeriesReader;
import io.fourinsight.client.window.WindowReaders;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The series that the options name, or that a search finds, each on its own; or a group of them. */
final class PolledSource implements Poller.Source {

    private final FourInsightConfiguration configuration;
    private final PollOptions options;
    private final PollRequests requests;
    private final PollSetup setup;
    private final List<String> named;
    private final @Nullable GroupMembers group;
    private final @Nullable Shard shard;
    private volatile @Nullable RequestContext caller; // null before the first poll

    PolledSource(FourInsightConfiguration configuration, PollRequests requests, PollSetup setup) {
        this.configuration = configuration;
        this.options = new PollOptions(configuration);
        this.requests = requests;
        this.setup = setup;
        this.named = options.seriesIds();
        this.group = options.group();
        this.shard = options.shard();
    }

    @Override
    public void prepare() throws Exception {
        caller = requests.caller().call();
    }

    @Override
    public List<String> discover() throws Exception {
        if (group != null) {
            askTime(group.ids().values());
            return List.of(CursorText.groupKey(group.ids()));
        }
        List<String> found = named.isEmpty() ? requests.search().call() : named;
        askTime(found);
        return shard == null ? found : found.stream().filter(shard::takes).toList();
    }

    /** Before the beginning is decided: a clock of ours that is fast would have it skip what comes until then. */
    private void askTime(Collection<String> series) {
        if (series.isEmpty() || !setup.begin().isOpen()) {
            return;
        }
        new WindowReaders(requests.reservoir(), requests.files(), caller())
                .askTime(series, setup.basics().clock());
    }

    private RequestContext caller() {
        RequestContext present = caller;
        if (present == null) {
            throw new IllegalStateException("No poll has begun");
        }
        return present;
    }

    @Override
    public PolledSeries polled(String id) {
        return new PolledSeries(id, setup, this);
    }

    /** How many members it has: one, but for a group. */
    int members() {
        return group == null ? 1 : group.ids().size();
    }

    /** What a turn of a series reads with. */
    SeriesReader reader(String series) {
        if (group == null) {
            return reader(0, series);
        }
        Map<String, SeriesReader> members = new LinkedHashMap<>();
        group.ids().forEach((label, id) -> members.put(label, reader(members.size(), id)));
        return new GroupReader(group.ids(), members);
    }

    private SeriesReader reader(int member, String series) {
        RequestContext present = caller();
        MemberFiles files = new MemberFiles(
                member,
                series,
                requests.reservoir(),
                requests.files(),
                configuration.getValueType(),
                present,
                setup.basics().clock()::serviceShows);
        if (options.isRaw()) {
            return new RawReader(series, files, group != null, configuration.isStreaming(), requests.translation());
        }
        AggregationPeriod period = options.period();
        AggregationFunction function = options.function();
        return new AggregateReader(
                series,
                files,
                requests.reservoir(),
                (start, end) -> new AggregateQuery(
                        series,
                        start,
                        end,
                        period,
                        function,
                        configuration.isIncludeEmptyAggregations(),
                        configuration.getMaxPageSize()),
                present);
    }
}
