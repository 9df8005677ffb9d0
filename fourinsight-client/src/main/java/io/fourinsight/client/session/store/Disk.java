package io.fourinsight.client.session.store;

import java.io.IOException;
import java.nio.file.Path;

/** The steps that keep a file whole; each may fail, in tests on demand. */
interface Disk {
    Disk REAL = new RealDisk();

    /** Makes a folder, and those above it, that only the user can enter; narrows one that others can. */
    void makeFolder(Path folder) throws IOException;

    /** The beginning of a file, which must not be a link. */
    byte[] read(Path file, int most) throws IOException;

    /** Makes a new file that only the user can read. Its content survives a power cut. */
    void create(Path file, byte[] content) throws IOException;

    /** Puts one file in the place of another, so that everybody sees either. */
    void move(Path from, Path to) throws IOException;

    /** Removes a file if there is one. */
    void remove(Path file) throws IOException;

    /** Makes the names in a folder survive a power cut, where the system can. */
    void settle(Path folder);
}
