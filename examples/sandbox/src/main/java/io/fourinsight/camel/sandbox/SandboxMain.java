package io.fourinsight.camel.sandbox;

import java.io.PrintStream;

/** Starts a sandbox from the command line, and says how to reach it. */
public final class SandboxMain {

    private static final String USAGE = "usage: [--port N]";

    private SandboxMain() {}

    /** Runs until the process is ended: the server's own thread keeps the JVM alive. */
    public static void main(String[] arguments) {
        run(arguments, System.out);
    }

    static Sandbox run(String[] arguments, PrintStream out) {
        Sandbox sandbox = Sandbox.builder().port(port(arguments)).start();
        out.println("tokenUrl=" + sandbox.tokenUrl());
        out.println("apiUrl=" + sandbox.apiUrl());
        out.println("apiScope=" + sandbox.apiScope());
        out.println("reservoirUrl=" + sandbox.reservoirUrl());
        out.println("reservoirScope=" + sandbox.reservoirScope());
        out.println("blobUrl=" + sandbox.blobUrl());
        out.println("clientId=" + Sandbox.CLIENT_ID);
        out.println("clientSecret=" + Sandbox.CLIENT_SECRET);
        out.println("issuer=" + sandbox.issuer());
        out.println("authorityUrl=" + sandbox.authorityUrl());
        out.println("reservoirAuthorityUrl=" + sandbox.reservoirAuthorityUrl());
        out.println("userClientId=" + Sandbox.USER_CLIENT_ID);
        out.println("userClientSecret=" + Sandbox.USER_CLIENT_SECRET);
        out.println("nativeClientId=" + Sandbox.NATIVE_CLIENT_ID);
        out.println("user=" + Sandbox.USER);
        out.println("password=" + Sandbox.PASSWORD);
        out.println("seriesId=" + Sandbox.STAVANGER);
        return sandbox;
    }

    private static int port(String[] arguments) {
        if (arguments.length == 0) {
            return 0;
        }
        if (arguments.length != 2 || !arguments[0].equals("--port") || !arguments[1].matches("\\d{1,5}")) {
            throw new IllegalArgumentException(USAGE);
        }
        return Integer.parseInt(arguments[1]);
    }
}
