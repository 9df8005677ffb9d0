package io.fourinsight.client.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Finds the owner of the files that this process makes.
 *
 * <p>It makes one: the name in {@code user.name} may be unknown, as in a container that runs under a number.
 */
final class CurrentUser {
    private static volatile @Nullable UserPrincipal known; // null until somebody asked

    private CurrentUser() {}

    static UserPrincipal get() throws IOException {
        UserPrincipal user = known;
        if (user == null) {
            user = find();
            known = user; // a second thread finds the same
        }
        return user;
    }

    private static UserPrincipal find() throws IOException {
        Path self = Path.of("/proc/self");
        Path probe;
        try {
            probe = Files.createTempFile("fourinsight", ".owner");
        } catch (IOException e) {
            if (Files.exists(self)) { // no folder to write in, but Linux; second best, as some processes belong to root
                return Files.getOwner(self);
            }
            throw e;
        }
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }
}
