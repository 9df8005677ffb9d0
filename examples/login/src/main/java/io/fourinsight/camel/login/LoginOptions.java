package io.fourinsight.camel.login;

import io.fourinsight.client.Environment;
import io.fourinsight.client.session.Service;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of the command; those of a route have the same names. */
final class LoginOptions {
    @Option(names = "--session-key", paramLabel = "<key>", description = "Keeps this session apart from others.")
    String sessionKey;

    @Option(
            names = "--environment",
            paramLabel = "<name>",
            defaultValue = "prod",
            description = "prod (default), qa, test or dev.")
    Environment environment;

    @Option(
            names = "--service",
            paramLabel = "<name>",
            defaultValue = "api",
            description = "api (default) or reservoir: each wants a sign-in of its own.")
    Service service;

    @Option(names = "--api-url", paramLabel = "<url>", description = "Base URL of another installation of the API.")
    String apiUrl;

    @Option(
            names = "--reservoir-url",
            paramLabel = "<url>",
            description = "Base URL of another installation of the DataReservoir.")
    String reservoirUrl;

    @Option(
            names = "--token-directory",
            paramLabel = "<folder>",
            description = "Keeps the tokens here; by default where the Python packages have them.")
    Path tokenDirectory;

    @Option(
            names = "--client-id",
            paramLabel = "<id>",
            description = "Of the registered application; by default from FOURINSIGHT_CLIENT_ID.")
    String clientId;

    @Option(
            names = "--client-secret",
            paramLabel = "<secret>",
            arity = "0..1",
            interactive = true,
            prompt = "Client secret: ",
            description =
                    "By default from FOURINSIGHT_CLIENT_SECRET, where no list of processes shows it; without a value, it"
                            + " is asked for. An application without a secret needs none.")
    String clientSecret;

    @Option(
            names = "--auth-force",
            description = "Signs in even if what is stored can still be used, as for somebody else.")
    boolean authForce;

    @Option(names = "--yes", description = "Stores without asking whether the right user has signed in.")
    boolean yes;

    @Option(
            names = "--authority-url",
            paramLabel = "<url>",
            description = "The page where the user signs in and finds the text to paste.")
    String authorityUrl;

    @Option(
            names = "--sign-in-host",
            paramLabel = "<host>",
            description = "A host that the code may be sent to, login.example or 127.0.0.1:8080; can be repeated. By"
                    + " default 4Insight's, or the issuer's own. Give a route the same as signInHosts.")
    List<String> signInHosts = new ArrayList<>();

    @Option(
            names = "--issuer",
            paramLabel = "<url>",
            description = "Signs in with the browser at this OpenID provider, instead of 4Insight's page.")
    URI issuer;

    @Option(
            names = "--scope",
            paramLabel = "<scopes>",
            defaultValue = "openid offline_access",
            description = "What to ask the issuer for, separated by spaces; by default '${DEFAULT-VALUE}'.")
    String scope;

    @Option(
            names = "--redirect-path",
            paramLabel = "<path>",
            description = "For an issuer that knows only this path of the redirect URI; by default a random one.")
    String redirectPath;

    @ArgGroup
    Instead instead = new Instead();

    /** What to do instead of signing in: one of these at most. */
    static final class Instead {
        @Option(
                names = "--status",
                description = "Lists what is stored, its user and its end; with --session-key, only that session.")
        boolean status;

        @Option(names = "--sign-out", description = "Removes what is stored for the session.")
        boolean signOut;
    }
}
