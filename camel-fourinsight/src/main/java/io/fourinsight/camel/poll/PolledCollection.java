package io.fourinsight.camel.poll;

import io.fourinsight.camel.poll.read.ChangeReader;
import io.fourinsight.client.plan.CollectionCursor;
import io.fourinsight.client.plan.CollectionItem;
import io.fourinsight.client.plan.CollectionRound;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.page.PageReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a consumer stands with a collection: its cursor, and the reading of what changed that is under way. */
final class PolledCollection extends PolledCursor<CollectionCursor> {

    /** A collection is all that its consumer polls. */
    static final class Source implements Poller.Source {

        private final CollectionOptions options;
        private final PollRequests.OfCollection requests;
        private final PollBasics basics;
        private final PollSetup.Begin begin;
        private volatile @Nullable RequestContext caller; // null before the first poll

        Source(
                CollectionOptions options,
                PollRequests.OfCollection requests,
                PollBasics basics,
                PollSetup.Begin begin) {
            this.options = options;
            this.requests = requests;
            this.basics = basics;
            this.begin = begin;
        }

        @Override
        public void prepare() throws Exception {
            caller = requests.caller().call();
        }

        @Override
        public List<String> discover() {
            if (options.beginsByTime() && begin.isOpen()) {
                // a clock of ours that is fast would have it skip what changes until then
                reader(CollectionCursor.since(basics.now())).read(caller());
            }
            return List.of(options.key());
        }

        @Override
        public PolledCollection polled(String id) {
            return new PolledCollection(id, this);
        }

        private RequestContext caller() {
            RequestContext present = caller;
            if (present == null) {
                throw new IllegalStateException("No poll has begun");
            }
            return present;
        }

        private ChangeReader reader(CollectionCursor cursor) {
            CollectionItem.Settings settings = options.settings();
            return new ChangeReader(
                    settings,
                    new CollectionRound(settings, cursor, basics.clock().plannedInstant()),
                    new PageReader(requests.client(), requests.service(), basics.clock()::serviceShows),
                    options.url(requests.service()),
                    options.emit());
        }
    }

    private final Source source;
    private @Nullable ChangeReader reading; // what a turn before has begun

    PolledCollection(String id, Source source) {
        super(id, source.basics);
        this.source = source;
    }

    @Override
    String subject() {
        return "collection " + source.options.name();
    }

    @Override
    CollectionCursor restored(@Nullable String text) {
        return text == null ? source.options.beginning(source.begin) : CollectionCursor.parse(key(), text);
    }

    @Override
    String text(CollectionCursor of) {
        return of.format();
    }

    @Override
    void forget() {
        reading = null;
    }

    @Override
    void missed() {
        reading = null;
    }

    /** Goes on until all that changed was delivered, since there is nothing else that could wait for its turn. */
    @Override
    boolean turn(Emitter emitter) {
        if (beginTurn(source.basics.now()) == null) {
            return false;
        }
        ChangeReader present = reading();
        while (emitter.mayGoOn()) {
            ChangeReader.Batch batch = present.ready();
            if (batch == null && present.isComplete()) {
                under(() -> reading = null);
                if (move(present.end())) {
                    succeeded();
                }
                return false;
            }
            if (batch == null) {
                present.read(source.caller());
            } else if (!emitter.emit(this, batch, new Emitter.Then<>(state -> batch.after(), present::delivered))) {
                return false;
            }
        }
        return false;
    }

    private ChangeReader reading() {
        return locked(() -> {
            ChangeReader present = reading == null ? source.reader(state()) : reading;
            reading = present;
            return present;
        });
    }

    @Override
    Report report() {
        return locked(() -> report(source.options.name(), null, List.of()));
    }
}
