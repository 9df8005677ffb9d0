package io.fourinsight.client.rest.page;

import static io.fourinsight.client.rest.Paging.ITEMS;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static io.fourinsight.client.testing.ScriptedServer.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.RestRig;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to the page behind the one that is being read. */
class PagesAheadTest {

    private final ScriptedServer server = new ScriptedServer(reply(500, ""));
    private final RestRig rig = new RestRig();
    private final Queue<Runnable> begun = new ArrayDeque<>();

    @AfterEach
    void close() throws IOException {
        rig.close();
        server.close();
    }

    @Test
    void takingTheFirstItemOfAPageFetchesTheNextPageAndNoFurther() {
        server.script(sequence(page("1,2", "?p=2"), page("3,4", "?p=3"), page("5", null)));
        Iterator<?> stream = stream(begun::add);
        assertThat(begun).as("nobody reads yet").isEmpty();

        stream.next();
        begun.remove().run();
        assertThat(server.seen()).hasSize(2);

        stream.next();
        assertThat(begun).as("one ahead is enough").isEmpty();
        stream.next();
        assertThat(server.seen()).as("the page was already there").hasSize(2);
        assertThat(begun).as("the third page").hasSize(1);
    }

    @Test
    void readerFetchesWhatNobodyBegan() {
        server.script(sequence(page("1", "?p=2"), page("2", "?p=3"), page("3", null)));

        assertThat(all(stream(begun::add))).isEqualTo(List.of(1, 2, 3));

        begun.forEach(Runnable::run);
        assertThat(server.seen()).as("fetched once each").hasSize(3);
    }

    @Test
    void readerFetchesWhatIsRefusedWhenStopping() {
        server.script(sequence(page("1", "?p=2"), page("2", null)));

        assertThat(all(stream(task -> {
                    throw new RejectedExecutionException("stopped");
                })))
                .isEqualTo(List.of(1, 2));
    }

    @Test
    void readerFetchesWhatNoThreadCanBeStartedFor() {
        server.script(sequence(page("1", "?p=2"), page("2", "?p=3"), page("3", null)));

        assertThat(all(stream(task -> {
                    throw new StackOverflowError();
                })))
                .isEqualTo(List.of(1, 2, 3));
    }

    @Test
    void readerWaitsForAPageThatIsUnderWay() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        server.script(sequence(page("1", "?p=2"), (request, out) -> {
            asked.countDown();
            await(answer);
            page("2", null).answer(request, out);
        }));
        Iterator<?> stream = stream(task -> new Thread(task).start());
        assertThat(stream.next()).isEqualTo(1);
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        answer.countDown();

        assertThat(stream.next()).isEqualTo(2);
        assertThat(server.seen()).hasSize(2);
    }

    @Test
    void failureAheadShowsWhenItsPageIsReachedAndThePageCanBeAskedForAgain() {
        server.script(sequence(page("1,2", "?p=2"), reply(404, ""), page("3", null)));
        Iterator<?> stream = stream(Runnable::run);

        assertThat(stream.next()).isEqualTo(1);
        assertThat(stream.next()).isEqualTo(2);
        assertThatThrownBy(stream::next).isInstanceOf(RestException.Status.class);
        assertThat(stream.next()).isEqualTo(3);
    }

    @Test
    void badLinkShowsWhenItsPageIsReached() {
        server.script(page("1,2", "http://127.0.0.2/elsewhere"));
        Iterator<?> stream = stream(Runnable::run);

        assertThat(stream.next()).isEqualTo(1);
        assertThat(stream.next()).isEqualTo(2);
        assertThatThrownBy(stream::next).isInstanceOf(RestException.ForbiddenLink.class);
        assertThatThrownBy(stream::next).isInstanceOf(RestException.ForbiddenLink.class);
    }

    @Test
    void interruptedReaderDoesNotWait() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        server.script(sequence(page("1", "?p=2"), (request, out) -> {
            asked.countDown();
            await(never);
        }));
        Iterator<?> stream = stream(task -> new Thread(task).start());
        stream.next();
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(stream::next)
                    .isInstanceOf(RestException.Transport.class)
                    .hasMessageContaining("interrupted");
        } finally {
            assertThat(Thread.interrupted()).as("tells its thread").isTrue();
            never.countDown();
        }
    }

    @Test
    void whoWantsAListReadsNothingAhead() {
        server.script(sequence(page("1", "?p=2"), page("2", null)));

        client(begun::add).read(server.uri("/v1.1/Campaigns"), ITEMS, false, rig.caller());

        assertThat(begun).isEmpty();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private Iterator<?> stream(Executor executor) {
        return (Iterator<?>) client(executor)
                .read(server.uri("/v1.1/Campaigns"), ITEMS, true, rig.caller())
                .body();
    }

    private CollectionClient client(Executor executor) {
        return new CollectionClient(rig.client(), server.service(), executor);
    }

    private static List<Object> all(Iterator<?> stream) {
        List<Object> all = new ArrayList<>();
        stream.forEachRemaining(all::add);
        return all;
    }

    private static ScriptedServer.Script page(String items, String nextLink) {
        String link = nextLink == null ? "" : ",\"@odata.nextLink\":\"" + nextLink + "\"";
        return reply(200, "{\"value\":[" + items + "]" + link + "}");
    }
}
