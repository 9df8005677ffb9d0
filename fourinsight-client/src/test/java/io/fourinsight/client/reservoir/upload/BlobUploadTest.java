package io.fourinsight.client.reservoir.upload;

import static io.fourinsight.client.testing.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.base.Work;
import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.ValueType;
import io.fourinsight.client.reservoir.day.StoredDays;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Cancellation;
import io.fourinsight.client.rest.call.RestRig;
import io.fourinsight.client.rest.url.SignedUrl;
import io.fourinsight.client.testing.ScriptedServer;
import io.fourinsight.client.testing.ScriptedServer.Seen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How samples become a blob, with a store that takes no more than 16 bytes at once, and 8 in a block. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlobUploadTest {

    private static final Work UNHEARD =
            Work.begin(Work.Kind.UPLOAD, "a test", 0, ClientObserver.NONE, Clock.systemUTC());

    private final RestRig rig = new RestRig();
    private final ScriptedServer server = new ScriptedServer(reply(201, ""));
    private final BlobUpload upload =
            new BlobUpload(rig.blobs(), new BlobUpload.Sizes(8, 16), Runnable::run, new Cancellation(), UNHEARD);
    private int tickets;

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws IOException {
        server.close();
        rig.close();
    }

    private UploadTicket ticket() {
        tickets++;
        return new UploadTicket("F-" + tickets, SignedUrl.parse(server.uri("/b/" + tickets) + "?sig=s1"));
    }

    private UploadTicket put(UploadCsv csv) throws IOException {
        return upload.put(csv, this::ticket);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,1\n", "1,1\n2,2\n", "1,1\n2,22\n", "1,1\n2,2\n3,3\n4,4\n"})
    void whatTheStoreTakesAtOnceIsSentAtOnce(String csv) throws IOException {
        assertThat(put(UploadCsv.of(csv, false, ValueType.AUTO)).fileId()).isEqualTo("F-1");

        assertThat(server.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.target()).isEqualTo("/b/1?sig=s1");
            assertThat(seen.body()).isEqualTo(csv);
            assertThat(seen.header("content-md5")).isEqualTo(StoredDays.md5(csv.getBytes(StandardCharsets.UTF_8)));
        });
    }

    @Test
    void whatIsLargerGoesInBlocksAlsoIfItCanBeReadAgain() throws IOException {
        put(UploadCsv.of("1,1\n2,2\n3,3\n4,4\n5,5\n", false, ValueType.AUTO));

        assertThat(server.seen())
                .extracting(Seen::body)
                .containsExactly(
                        "1,1\n2,2\n",
                        "3,3\n4,4\n",
                        "5,5\n",
                        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<BlockList><Latest>MDAwMDAw</Latest>"
                                + "<Latest>MDAwMDAx</Latest><Latest>MDAwMDAy</Latest></BlockList>");
        assertThat(server.seen()).extracting(Seen::target).last().isEqualTo("/b/1?sig=s1&comp=blocklist");
    }

    @Test
    void nextBlockIsReadBeforeTheOneBeforeItIsSent() throws IOException {
        List<Integer> sentBefore = new ArrayList<>();
        Iterator<TimeSeries> pieces = IntStream.range(1, 6)
                .mapToObj(sample -> {
                    sentBefore.add(server.seen().size());
                    return TimeSeries.of("S", new long[] {sample}, new double[] {0.5});
                })
                .iterator();

        put(UploadCsv.of(
                new TimeSeriesStream("S", new TimeSeriesStream.Source() {
                    @Override
                    public TimeSeries next() {
                        return pieces.hasNext() ? pieces.next() : null;
                    }

                    @Override
                    public void close() {}
                }),
                false,
                ValueType.AUTO));

        assertThat(sentBefore)
                .as("three samples are two blocks")
                .startsWith(0, 0, 0)
                .contains(1);
        assertThat(server.seen()).extracting(Seen::body).startsWith("1,0.5\n2,", "0.5\n3,0.");
    }

    @Test
    void whatTheExecutorDropsIsReadWhenItsTurnHasCome() throws IOException {
        BlobUpload stopping =
                new BlobUpload(rig.blobs(), new BlobUpload.Sizes(8, 16), task -> {}, new Cancellation(), UNHEARD);

        stopping.put(UploadCsv.of("1,1\n2,2\n3,3\n4,4\n5,5\n", false, ValueType.AUTO), this::ticket);

        assertThat(server.seen()).extracting(Seen::body).startsWith("1,1\n2,2\n", "3,3\n4,4\n", "5,5\n");
    }

    @Test
    void badLineBehindABlockThatWasSentIsNamed() {
        assertThatThrownBy(() -> put(UploadCsv.of("1,1\n2,2\n3,3\n3,4\n5,5\n", false, ValueType.AUTO)))
                .isInstanceOf(MalformedCsvException.class);
    }

    @Test
    void noSamplesNeedNoTicket() throws IOException {
        assertThat(put(UploadCsv.of(null, false, ValueType.AUTO))).isNull();
        assertThat(tickets).isZero();
    }

    @Test
    void aFileThatLosesSamplesWhileItIsUploadedIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("f.csv"), "1,1\n2,2\n3,3\n");

        assertThatThrownBy(() -> upload.put(UploadCsv.of(file, false, ValueType.AUTO), () -> {
                    truncate(file);
                    return ticket();
                }))
                .isInstanceOf(RestException.Transport.class)
                .hasStackTraceContaining("the samples became fewer while they were uploaded");
    }

    private static void truncate(Path file) {
        try {
            Files.writeString(file, "1,1\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatAFileIsGivenMeanwhileIsLeftForLater() throws IOException {
        Path file = Files.writeString(folder.resolve("f.csv"), "1,1\n2,2\n3,3\n");

        upload.put(UploadCsv.of(file, false, ValueType.AUTO), () -> {
            append(file);
            return ticket();
        });

        assertThat(server.seen()).extracting(Seen::body).containsExactly("1,1\n2,2\n3,3\n");
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "4,4\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anErrorOfTheStoreIsNotMistakenForAnEndedSignature() {
        server.script(reply(409, ""));

        assertThatThrownBy(() -> put(UploadCsv.of("1,1\n", false, ValueType.AUTO)))
                .isInstanceOf(RestException.Status.class);
        assertThat(tickets).isEqualTo(1);
    }
}
