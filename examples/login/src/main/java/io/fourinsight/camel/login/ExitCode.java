package io.fourinsight.camel.login;

/** What the command tells the shell; a usage error is picocli's 2. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int LOGIN_NEEDED = 3;

    private ExitCode() {}
}
