package io.fourinsight.camel.session;

import java.nio.file.Path;

/**
 * Where the tokens of one session are.
 *
 * @param root the folder that the user or the operating system chose; what is below it is ours and must not be a link
 * @param file the token file itself
 */
record TokenLocation(Path root, Path file) {
    TokenLocation {
        if (!file.startsWith(root) || file.getNameCount() - root.getNameCount() < 2) {
            throw new IllegalArgumentException(file + " is not in a folder below " + root);
        }
    }
}
