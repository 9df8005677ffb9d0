package io.fourinsight.client.reservoir.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.base.ContentMd5;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What reading ahead makes of an executor, also of one that gives it no thread. */
class UploadBlocksTest {

    /** Of some chunks, the last of which is not full. */
    private static final int BLOCK = 200_000;

    @Test
    void whatAnExecutorRefusesIsReadWhenItsTurnHasCome() throws IOException {
        assertThat(lengths(task -> {
                    throw new RejectedExecutionException("stopped");
                }))
                .containsExactly(4, 4, 2);
    }

    @Test
    void whatNoThreadCanBeStartedForIsReadWhenItsTurnHasCome() throws IOException {
        assertThat(lengths(task -> {
                    throw new StackOverflowError();
                }))
                .containsExactly(4, 4, 2);
    }

    @Test
    void whicheverThreadBeginsWithAnMd5ItIsThatOfTheBlock() throws IOException {
        byte[] content = new byte[5 * BLOCK + 1];
        new Random(1).nextBytes(content);
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            for (Executor executor : List.<Executor>of(Runnable::run, reader, dropped -> {})) {
                assertThat(digests(content, executor)).isEqualTo(expected(content));
            }
        } finally {
            reader.shutdown();
        }
    }

    private static List<ContentMd5> digests(byte[] content, Executor executor) throws IOException {
        InputStream stream = new ByteArrayInputStream(content);
        UploadBlock first = new UploadBlock(BLOCK);
        first.fill(stream);
        UploadBlocks blocks = new UploadBlocks(first, stream, executor);
        List<ContentMd5> digests = new ArrayList<>();
        while (!blocks.current().isEmpty()) {
            blocks.readAhead();
            digests.add(blocks.current().md5());
            blocks.advance();
        }
        return digests;
    }

    private static List<ContentMd5> expected(byte[] content) {
        List<ContentMd5> digests = new ArrayList<>();
        for (int at = 0; at < content.length; at += BLOCK) {
            digests.add(ContentMd5.of(Arrays.copyOfRange(content, at, Math.min(at + BLOCK, content.length))));
        }
        return digests;
    }

    private static List<Integer> lengths(Executor executor) throws IOException {
        InputStream stream = new ByteArrayInputStream(new byte[10]);
        UploadBlock first = new UploadBlock(4);
        first.fill(stream);
        UploadBlocks blocks = new UploadBlocks(first, stream, executor);
        List<Integer> lengths = new ArrayList<>();
        while (!blocks.current().isEmpty()) {
            lengths.add(blocks.current().length());
            blocks.readAhead();
            blocks.advance();
        }
        return lengths;
    }
}
