package io.fourinsight.camel.sandbox;

import io.fourinsight.camel.sandbox.auth.Callers;
import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Service;
import java.util.Map;

/** What every request passes: it is recorded, meets the faults, and goes to the service of its path. */
final class FrontDoor implements Service {

    private final Requests requests;
    private final Faults faults;
    private final FaultSwitches switches;
    private final Callers callers;
    private final Map<String, Service> services;

    /**
     * @param services by the start of their paths, none of which is the start of another
     */
    FrontDoor(
            Requests requests, Faults faults, FaultSwitches switches, Callers callers, Map<String, Service> services) {
        this.requests = requests;
        this.faults = faults;
        this.switches = switches;
        this.callers = callers;
        this.services = Map.copyOf(services);
    }

    @Override
    public Response answer(Request request) {
        requests.add(request, callers.of(request));
        return faults.around(request, asked -> switches.around(asked, this::handle));
    }

    private Response handle(Request request) {
        try {
            return serviceOf(request).answer(request);
        } catch (Refusal e) {
            // An answer like any other to the faults.
            return e.response();
        }
    }

    private Service serviceOf(Request request) {
        return services.entrySet().stream()
                .filter(service -> request.isUnder(service.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There is nothing at %s.".formatted(request.path())));
    }
}
