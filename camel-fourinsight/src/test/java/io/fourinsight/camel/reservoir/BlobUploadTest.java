package io.fourinsight.camel.reservoir;

import static io.fourinsight.camel.rest.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.rest.Cancellation;
import io.fourinsight.camel.rest.RestException;
import io.fourinsight.camel.rest.RestRig;
import io.fourinsight.camel.rest.ScriptedServer;
import io.fourinsight.camel.rest.ScriptedServer.Seen;
import io.fourinsight.camel.rest.SignedUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    private final RestRig rig = new RestRig();
    private final ScriptedServer server = new ScriptedServer(reply(201, ""));
    private final BlobUpload upload =
            new BlobUpload(rig.blobs(), new BlobUpload.Sizes(8, 16), Runnable::run, new Cancellation());
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
        assertThat(put(UploadCsv.of(csv, false)).fileId()).isEqualTo("F-1");

        assertThat(server.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.target()).isEqualTo("/b/1?sig=s1");
            assertThat(seen.body()).isEqualTo(csv);
            assertThat(seen.header("content-md5")).isEqualTo(StoredDays.md5(csv.getBytes(StandardCharsets.UTF_8)));
        });
    }

    @Test
    void whatIsLargerGoesInBlocksAlsoIfItCanBeReadAgain() throws IOException {
        put(UploadCsv.of("1,1\n2,2\n3,3\n4,4\n5,5\n", false));

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
                false));

        assertThat(sentBefore)
                .as("three samples are two blocks")
                .startsWith(0, 0, 0)
                .contains(1);
        assertThat(server.seen()).extracting(Seen::body).startsWith("1,0.5\n2,", "0.5\n3,0.");
    }

    @Test
    void whatTheExecutorDropsIsReadWhenItsTurnHasCome() throws IOException {
        BlobUpload stopping = new BlobUpload(rig.blobs(), new BlobUpload.Sizes(8, 16), task -> {}, new Cancellation());

        stopping.put(UploadCsv.of("1,1\n2,2\n3,3\n4,4\n5,5\n", false), this::ticket);

        assertThat(server.seen()).extracting(Seen::body).startsWith("1,1\n2,2\n", "3,3\n4,4\n", "5,5\n");
    }

    @Test
    void badLineBehindABlockThatWasSentIsNamed() {
        assertThatThrownBy(() -> put(UploadCsv.of("1,1\n2,2\n3,3\n3,4\n5,5\n", false)))
                .isInstanceOf(MalformedCsvException.class);
    }

    @Test
    void noSamplesNeedNoTicket() throws IOException {
        assertThat(put(UploadCsv.of(null, false))).isNull();
        assertThat(tickets).isZero();
    }

    @Test
    void aFileThatLosesSamplesWhileItIsUploadedIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("f.csv"), "1,1\n2,2\n3,3\n");

        assertThatThrownBy(() -> upload.put(UploadCsv.of(file, false), () -> {
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

        upload.put(UploadCsv.of(file, false), () -> {
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

        assertThatThrownBy(() -> put(UploadCsv.of("1,1\n", false))).isInstanceOf(RestException.Status.class);
        assertThat(tickets).isEqualTo(1);
    }
}
