package io.fourinsight.client.session.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The real disk, which notes its steps and fails on demand. */
public final class FaultyDisk implements Disk {
    final List<String> steps = new ArrayList<>();

    /** The modes of files at the moment at which they were there. */
    final List<String> modes = new ArrayList<>();

    int mostRead;

    /** How the step starts that fails, as if the disk were full. */
    public String failOn;

    IOException failure = new IOException("No space left on device");

    @Override
    public void makeFolder(Path folder) throws IOException {
        step("makeFolder", folder);
        REAL.makeFolder(folder);
    }

    @Override
    public byte[] read(Path file, int most) throws IOException {
        step("read", file);
        byte[] bytes = REAL.read(file, most);
        mostRead = Math.max(mostRead, bytes.length);
        return bytes;
    }

    @Override
    public void create(Path file, byte[] content) throws IOException {
        try {
            step("create", file);
        } catch (IOException full) {
            REAL.create(file, Arrays.copyOf(content, content.length / 2));
            throw full;
        }
        REAL.create(file, content);
        modes.add(TokenFileFixture.mode(file));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        step("move", from);
        REAL.move(from, to);
    }

    @Override
    public void remove(Path file) throws IOException {
        if (Files.exists(file)) {
            step("remove", file);
        }
        REAL.remove(file);
    }

    @Override
    public void settle(Path folder) {
        steps.add("settle " + folder.getFileName());
        REAL.settle(folder);
    }

    private void step(String what, Path path) throws IOException {
        String step = what + " " + path.getFileName();
        steps.add(step);
        if (failOn != null && step.startsWith(failOn)) {
            throw failure;
        }
    }
}
