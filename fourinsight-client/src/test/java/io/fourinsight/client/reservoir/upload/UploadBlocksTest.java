package io.fourinsight.client.reservoir.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What reading ahead makes of an executor that gives it no thread. */
class UploadBlocksTest {

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
