package io.fourinsight.camel.sandbox;

import io.fourinsight.camel.sandbox.auth.IdentityProvider;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Service;
import io.fourinsight.camel.sandbox.page.Controls;
import io.fourinsight.camel.sandbox.reservoir.ReservoirSwitches;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The faults that somebody switches on and off at the sandbox's page; what programs do to {@link Faults} is apart. */
final class FaultSwitches {

    private static final int ALL = Integer.MAX_VALUE;
    private static final long FEW_BYTES = 1_000;
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Duration SHORT_LIFETIME = Duration.ofSeconds(10);
    private static final Predicate<Request> SERVICES =
            request -> request.isUnder(Sandbox.API_PATH) || request.isUnder(Sandbox.RESERVOIR_PATH);

    private final Map<String, Faults> on = new ConcurrentHashMap<>();
    private final Controls controls = new Controls();

    /** What arrives of an answer, with all that is switched on. */
    Response around(Request request, Service service) {
        Service outer = service;
        for (Faults faults : on.values()) {
            Service inner = outer;
            outer = asked -> faults.around(asked, inner);
        }
        return outer.answer(request);
    }

    /** @param tokenLifetime that tokens have again when short ones are switched off */
    Controls controls(IdentityProvider identity, ReservoirSwitches reservoir, Duration tokenLifetime) {
        addAnswers();
        addConnections();
        controls.onOff(
                "short-tokens",
                "Tokens live 10 s",
                "Access tokens that are issued from now on end after ten seconds.",
                wanted -> identity.tokenLifetime(wanted ? SHORT_LIFETIME : tokenLifetime));
        controls.onOff(
                "verification-fails",
                "Verification fails",
                "Files that are committed from now on are found to be bad.",
                wanted -> reservoir.failVerification(wanted ? "The sandbox was told to refuse it." : null));
        controls.onOff(
                "wrong-md5",
                "Listings have a wrong MD5",
                "Day files are listed with a checksum that is not theirs.",
                reservoir::wrongMd5);
        controls.button(
                "revoke-tokens",
                "Revoke access tokens",
                "All that were issued so far are refused with 401.",
                identity::revokeTokens);
        return controls.button(
                "revoke-refresh-tokens",
                "Revoke refresh tokens",
                "People have to sign in again when their access token ends.",
                identity::revokeRefreshTokens);
    }

    private void addAnswers() {
        fault(
                "unavailable",
                "Services answer 503",
                "REST API and reservoir are unavailable, and say to come again after a second.",
                faults -> faults.answerNext(ALL, SERVICES, Response.of(503).header("Retry-After", "1")));
        fault(
                "too-many",
                "Services answer 429",
                "REST API and reservoir refuse for too many requests, and say to wait two seconds.",
                faults -> faults.answerNext(ALL, SERVICES, Response.of(429).header("Retry-After", "2")));
        fault(
                "no-tokens",
                "No tokens",
                "The token endpoint answers 503.",
                faults -> faults.answerNext(ALL, Sandbox.TOKEN_PATH, Response.of(503)));
    }

    private void addConnections() {
        fault(
                "slow",
                "Slow answers",
                "Each answer takes two seconds longer, also those of tokens and blobs.",
                faults -> faults.delay("/", SLOW));
        fault(
                "lost",
                "Answers get lost",
                "REST API and reservoir do what they are asked, and the connection ends before the answer.",
                faults -> faults.dropAnswer(ALL, SERVICES));
        fault(
                "cut-downloads",
                "Day files break off",
                "The connection ends after 1,000 bytes of a day file.",
                faults -> faults.cutAnswer(ALL, Sandbox.DAY_FILE_PATH, FEW_BYTES));
        fault(
                "damaged-downloads",
                "Day files are damaged",
                "One byte of each day file arrives changed.",
                faults -> faults.damageAnswer(ALL, Sandbox.DAY_FILE_PATH, 0));
        fault(
                "cut-uploads",
                "Uploads break off",
                "The connection ends after 1,000 bytes of an upload.",
                faults -> faults.cutUpload(ALL, Sandbox.UPLOAD_PATH, FEW_BYTES));
    }

    private void fault(String key, String title, String detail, Consumer<Faults> script) {
        controls.onOff(key, title, detail, wanted -> {
            if (wanted) {
                Faults faults = new Faults();
                script.accept(faults);
                on.put(key, faults);
            } else {
                on.remove(key);
            }
        });
    }
}
