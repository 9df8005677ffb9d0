package io.fourinsight.client.reservoir.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fourinsight.client.base.ContentMd5;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {

    private static final int LIMIT = 1 << 20;

    @TempDir
    private Path directory;

    private final SpoolBudget workspace = new SpoolBudget();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @AfterEach
    void close() throws IOException {
        workspace.close();
    }

    private DayFileCache cache(long size) {
        return DayFileCache.onDisk(directory, size, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static ListedFile file(String path, String csv) {
        ContentMd5 md5 = ContentMd5.parse(StoredDays.md5(csv.getBytes(StandardCharsets.UTF_8)));
        return new ListedFile(0, "F", null, "days", path, null, md5, null);
    }

    private void add(DayFileCache cache, ListedFile file, String csv) throws IOException {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        try (Spooler buffer = new Spooler(workspace, LIMIT);
                SpooledContent content = buffer.read(new ByteArrayInputStream(bytes), bytes.length)) {
            cache.add(file, content);
        }
    }

    /** What the cache has, or null. */
    private String find(DayFileCache cache, ListedFile file) throws IOException {
        try (SpooledContent content = cache.find(file, workspace, LIMIT)) {
            return content == null ? null : new String(content.open().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("day-files"))) {
            return files.filter(file -> !file.endsWith(".lock")).toList();
        }
    }

    private long size() throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.list(directory.resolve("day-files"))) {
            for (Path file : files.toList()) {
                size += Files.size(file);
            }
        }
        return size;
    }

    @Test
    void whatWasAddedIsFoundAlsoByAnotherProcess() throws IOException {
        add(cache(LIMIT), file("a", "1,2\n"), "1,2\n");

        assertThat(find(cache(LIMIT), file("a", "1,2\n"))).isEqualTo("1,2\n");
        assertThat(find(cache(LIMIT), file("b", "1,2\n"))).as("another path").isNull();
        assertThat(find(cache(LIMIT), file("a", "1,3\n"))).as("another MD5").isNull();
    }

    @Test
    void twoContentsOfOnePathDoNotDisplaceEachOther() throws IOException {
        for (String csv : List.of("1,2\n", "1,3\n")) {
            add(cache(LIMIT), file("a", csv), csv);
        }

        assertThat(find(cache(LIMIT), file("a", "1,2\n"))).isEqualTo("1,2\n");
        assertThat(find(cache(LIMIT), file("a", "1,3\n"))).isEqualTo("1,3\n");
    }

    private static void makePipe(Path path) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatIsNoFileIsNotWaitedForAndMakesRoomForOne() throws Exception {
        DayFileCache cache = cache(LIMIT);
        add(cache, file("a", "1,2\n"), "1,2\n");
        Path entry = entries().get(0);
        Files.delete(entry);
        makePipe(entry);

        assertThat(find(cache, file("a", "1,2\n"))).isNull();
        add(cache, file("a", "1,2\n"), "1,2\n");
        assertThat(find(cache, file("a", "1,2\n"))).isEqualTo("1,2\n");

        Files.delete(entry);
        Files.createSymbolicLink(entry, Path.of("/dev/zero"));
        assertThat(find(cache, file("a", "1,2\n"))).isNull();
        assertThat(entry).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLockThatIsNoFileOnlyMeansThatNothingIsKept() throws Exception {
        DayFileCache cache = cache(LIMIT);
        makePipe(directory.resolve("day-files").resolve(".lock"));

        add(cache, file("a", "1,2\n"), "1,2\n");

        assertThat(find(cache, file("a", "1,2\n"))).isNull();
    }

    /** Only root can give a folder away, and only root could take it over. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theFolderOfAnotherUserIsRefusedAndLeftAsItIs() throws Exception {
        assumeTrue(Integer.valueOf(0).equals(Files.getAttribute(directory, "unix:uid")));
        Path files = Files.createDirectory(
                directory.resolve("day-files"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.setAttribute(files, "unix:uid", 4711);

        assertThatThrownBy(() -> cache(LIMIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cacheDirectory '" + directory + "' cannot be used: ")
                .hasMessageContaining(files + ": it belongs to another user");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files)))
                .isEqualTo("rwxr-xr-x");

        Files.delete(files);
        Files.setAttribute(directory, "unix:uid", 4711);
        assertThatThrownBy(() -> cache(LIMIT)).hasMessageContaining(directory + ": it belongs to another user");
        assertThat(files).doesNotExist();
    }

    @Test
    void namesSayNothing() throws IOException {
        add(cache(LIMIT), file("a", "1,2\n"), "1,2\n");

        assertThat(entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getFileName().toString()).matches("[0-9a-f]{64}"));
    }

    @Test
    void aFileWithoutMd5IsNotKept() throws IOException {
        ListedFile file = new ListedFile(0, "F", null, "days", "a", null, null, null);

        add(cache(LIMIT), file, "1,2\n");

        assertThat(find(cache(LIMIT), file)).isNull();
        assertThat(entries()).isEmpty();
    }

    @Test
    void aDamagedOrShortenedEntryIsRemovedAndCanBeAddedAgain() throws IOException {
        DayFileCache cache = cache(LIMIT);
        for (String damaged : List.of("1,3\n", "1,2", "", "1,2\n1")) {
            add(cache, file("a", "1,2\n"), "1,2\n");
            Files.writeString(entries().get(0), damaged);

            assertThat(find(cache, file("a", "1,2\n"))).isNull();
            assertThat(entries()).isEmpty();
        }
        add(cache, file("a", "1,2\n"), "1,2\n");
        assertThat(find(cache, file("a", "1,2\n"))).isEqualTo("1,2\n");
    }

    /** Another process may remove the entry, or the folder be read-only. */
    @Test
    void anEntryThatWasReadIsGoodAlsoIfThatCannotBeNoted() throws IOException {
        add(cache(LIMIT), file("a", "1,2\n"), "1,2\n");
        Clock removing = new Clock() {
            @Override
            public Instant instant() {
                try {
                    Files.delete(entries().get(0));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };

        assertThat(find(DayFileCache.onDisk(directory, LIMIT, removing), file("a", "1,2\n")))
                .isEqualTo("1,2\n");
    }

    @Test
    void whatWasNotReadForLongestGoesFirst() throws IOException {
        String csv = "1,2\n".repeat(25);
        for (String path : List.of("a", "b", "c")) {
            add(cache(308), file(path, csv), csv);
            now = now.plusSeconds(1);
        }
        assertThat(find(cache(308), file("a", csv))).isNotNull();
        now = now.plusSeconds(1);

        add(cache(308), file("d", csv), csv);

        assertThat(find(cache(308), file("b", csv))).as("oldest").isNull();
        assertThat(find(cache(308), file("a", csv))).as("read since").isNotNull();
        assertThat(find(cache(308), file("d", csv))).as("new").isNotNull();
        assertThat(size()).isLessThanOrEqualTo(308);
    }

    @Test
    void itNeverTakesMoreThanItsSize() throws IOException {
        for (int i = 0; i < 60; i++) {
            String csv = "1,2\n".repeat(1 + i * 7 % 50);
            add(cache(1000), file("f" + i, csv), csv);
            now = now.plusSeconds(1);
            assertThat(size()).isLessThanOrEqualTo(1000);
        }
        assertThat(entries()).hasSizeGreaterThan(5);
    }

    @Test
    void whatIsLargerThanItAllIsNotKeptAndDisplacesNothing() throws IOException {
        add(cache(100), file("a", "1,2\n"), "1,2\n");
        String csv = "1,2\n".repeat(25);

        add(cache(100), file("b", csv), csv);

        assertThat(find(cache(100), file("a", "1,2\n"))).isEqualTo("1,2\n");
        assertThat(entries()).hasSize(1);
    }

    @Test
    void aSmallerSizeShrinksWhatIsThere() throws IOException {
        String csv = "1,2\n".repeat(25);
        for (String path : List.of("a", "b", "c", "d")) {
            add(cache(LIMIT), file(path, csv), csv);
        }

        add(cache(250), file("e", csv), csv);

        assertThat(size()).isLessThanOrEqualTo(250);
        assertThat(find(cache(250), file("e", csv))).isNotNull();
    }

    @Test
    void whatADeadWriterLeftIsCountedAndRemoved() throws IOException {
        String csv = "1,2\n".repeat(25);
        add(cache(308), file("a", csv), csv);
        Files.writeString(directory.resolve("day-files/.unfinished"), csv);
        // a lock file that says nothing: nothing is known of the size
        Files.writeString(directory.resolve("day-files/.lock"), "");

        add(cache(308), file("b", csv), csv);
        add(cache(308), file("c", csv), csv);

        assertThat(size()).isLessThanOrEqualTo(308);
        assertThat(entries()).hasSize(3).noneMatch(entry -> entry.endsWith(".unfinished"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no POSIX modes")
    void onlyTheUserCanLookInAndTheGivenDirectoryIsLeftAsItIs() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));

        add(cache(LIMIT), file("a", "1,2\n"), "1,2\n");

        assertThat(mode(directory)).isEqualTo("rwxr-xr-x");
        assertThat(mode(directory.resolve("day-files"))).isEqualTo("rwx------");
        assertThat(mode(entries().get(0))).isEqualTo("rw-------");
        assertThat(mode(directory.resolve("day-files/.lock"))).isEqualTo("rw-------");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "making links needs a privilege")
    void linksAreNotFollowed() throws IOException {
        add(cache(LIMIT), file("a", "1,2\n"), "1,2\n");
        Path entry = entries().get(0);
        Path elsewhere = Files.move(entry, directory.resolve("elsewhere"));
        Files.createSymbolicLink(entry, elsewhere);
        FileTime before = Files.getLastModifiedTime(elsewhere);

        assertThat(find(cache(LIMIT), file("a", "1,2\n"))).isNull();
        assertThat(Files.getLastModifiedTime(elsewhere)).isEqualTo(before);
        assertThat(entry).as("makes room for a file").doesNotExist();

        Files.delete(directory.resolve("day-files/.lock"));
        Files.delete(directory.resolve("day-files"));
        Files.createSymbolicLink(directory.resolve("day-files"), Files.createDirectory(directory.resolve("other")));
        assertThatThrownBy(() -> cache(LIMIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cacheDirectory");
    }
}
