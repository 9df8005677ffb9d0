package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.base.ContentMd5;
import io.fourinsight.client.testing.ChildJvm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Random;

/** Uses a cache in another process: looks for files, checks what it finds, and adds what it does not. */
final class CacheChild {

    static final long SIZE = 200_000;
    private static final int FILES = 20;
    private static final int LONGEST = 40_000;

    private CacheChild() {}

    public static void main(String[] args) throws Exception {
        DayFileCache cache = DayFileCache.onDisk(Path.of(args[0]), SIZE, Clock.systemUTC());
        Random random = new Random(Long.parseLong(args[1]));
        int rounds = Integer.parseInt(args[2]);
        ChildJvm.say("ready");
        ChildJvm.await();
        int found = 0;
        for (int round = 0; round < rounds; round++) {
            found += use(cache, random.nextInt(FILES)) ? 1 : 0;
            if (round == rounds / 10) {
                ChildJvm.say("under way");
            }
        }
        ChildJvm.say("found " + found);
    }

    private static boolean use(DayFileCache cache, int number) throws IOException {
        byte[] bytes = new byte[1 + number * LONGEST / FILES];
        new Random(number).nextBytes(bytes);
        ContentMd5 md5 = ContentMd5.parse(StoredDays.md5(bytes));
        ListedFile file = new ListedFile(0, "F", null, "days", "f" + number, null, md5, null);
        try (SpoolBudget workspace = new SpoolBudget();
                SpooledContent cached = cache.find(file, workspace, LONGEST)) {
            if (cached == null) {
                try (Spooler buffer = new Spooler(workspace, LONGEST)) {
                    cache.add(file, buffer.read(new ByteArrayInputStream(bytes), bytes.length));
                }
                return false;
            }
            if (!Arrays.equals(cached.open().readAllBytes(), bytes)) {
                throw new AssertionError("not what was added");
            }
            return true;
        }
    }
}
