package io.fourinsight.camel.servers;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What becomes of a test that needs what is not installed here: it is skipped with the reason.
 *
 * <p>Where {@code real.servers.required} says so, as in CI, it fails with it: else nobody would notice that it tests
 * nothing any more. To be called for each test and not for its class: Surefire reports nothing of a class that is
 * aborted as a whole.
 */
final class Missing {

    private Missing() {}

    static void because(String why) {
        if (Boolean.getBoolean("real.servers.required")) {
            Assertions.fail(why);
        }
        Assumptions.abort(why);
    }
}
