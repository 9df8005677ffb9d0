package io.fourinsight.camel.login;

import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.user.SignInCommand;
import io.fourinsight.client.session.user.StoredSessions;
import io.fourinsight.client.session.user.UserAccount;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that signs a user in and stores the tokens for the user sessions of routes and of the Python packages. */
@Command(
        name = SignInCommand.PROGRAM,
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true,
        description = "Signs a user in to 4Insight and stores the tokens for user sessions.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:signed in, signed out, or status shown",
            "1:not signed in: refused, failed, or not confirmed",
            "2:an option is missing or wrong",
            "3:--status: the session of --session-key, or the default session, needs a sign-in"
        })
public final class Login implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private LoginOptions options;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private Login(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Ends the process with the exit code of the command. */
    public static void main(String[] arguments) {
        System.exit(run(Terminal.system(), arguments));
    }

    static int run(Terminal terminal, String... arguments) {
        return new CommandLine(new Login(terminal))
                .setOut(new PrintWriter(terminal.out(), true))
                .setErr(new PrintWriter(terminal.err(), true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, given) -> misused(failure, terminal))
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, terminal))
                .execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        UserAccount account = usable(() -> Target.of(options)).account();
        if (options.instead.status) {
            StatusReport report = new StatusReport(terminal, Instant.now());
            return account.sessionKey() == null ? report.ofAll(options.tokenDirectory) : report.ofOne(account);
        }
        if (options.instead.signOut) {
            return signOut(account);
        }
        return usable(() -> new SigningIn(terminal, Target.of(options), options))
                .run();
    }

    private int signOut(UserAccount account) {
        boolean removed = StoredSessions.remove(account);
        terminal.say((removed ? "Signed out of " : "Nobody is signed in to ") + Wording.session(account.sessionKey())
                + " (" + account.file() + ")");
        return ExitCode.OK;
    }

    private <T> T usable(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Without the whole help, in which the message would be lost. */
    private static int misused(ParameterException failure, Terminal terminal) {
        terminal.complain(failure.getMessage());
        terminal.complain("--help lists the options.");
        return ExitCode.USAGE;
    }

    /** Without a stack: these are not errors of the program, and their messages say what to do. */
    private static int explain(Exception failure, Terminal terminal) throws Exception {
        boolean expected = failure instanceof SessionException
                || failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException
                || failure instanceof UncheckedIOException;
        if (!expected) {
            throw failure;
        }
        terminal.complain(failure.getMessage());
        return ExitCode.FAILED;
    }
}
