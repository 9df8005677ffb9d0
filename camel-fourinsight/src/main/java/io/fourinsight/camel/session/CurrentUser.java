package io.fourinsight.camel.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/**
 * Whom the files belong to that this process makes.
 *
 * <p>Found by making one: the name in {@code user.name} may be unknown, as in a container that runs under a number.
 */
final class CurrentUser {
    private static volatile UserPrincipal known;

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
