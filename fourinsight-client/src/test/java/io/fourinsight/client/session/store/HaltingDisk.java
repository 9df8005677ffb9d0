package io.fourinsight.client.session.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** The real disk of a process that dies before a step, or in the middle of a write. */
final class HaltingDisk implements Disk {
    private int stepsLeft;

    /** @param steps that are still made */
    HaltingDisk(int steps) {
        this.stepsLeft = steps;
    }

    @Override
    public void makeFolder(Path folder) throws IOException {
        step();
        REAL.makeFolder(folder);
    }

    @Override
    public byte[] read(Path file, int most) throws IOException {
        return REAL.read(file, most); // changes nothing
    }

    @Override
    public void create(Path file, byte[] content) throws IOException {
        step();
        if (stepsLeft == 0) {
            REAL.create(file, Arrays.copyOf(content, content.length / 2));
        }
        step();
        REAL.create(file, content);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        step();
        REAL.move(from, to);
    }

    @Override
    public void remove(Path file) throws IOException {
        step();
        REAL.remove(file);
    }

    @Override
    public void settle(Path folder) {
        step();
        REAL.settle(folder);
    }

    /** Ends the process as a kill does: nothing is closed, flushed or removed. */
    private void step() {
        if (stepsLeft == 0) {
            Runtime.getRuntime().halt(9);
        }
        stepsLeft--;
    }
}
