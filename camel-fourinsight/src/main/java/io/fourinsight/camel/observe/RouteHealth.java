package io.fourinsight.camel.observe;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * The health of a route that sends to this component: DOWN while one of its sessions has no usable token and the last
 * refresh failed, or while somebody must sign in.
 *
 * <p>It asks nothing of any server, unless it is to ping. A route that had no exchange yet has no session, and is UP.
 */
final class RouteHealth implements HealthCheck {

    /** As many failing sessions its details list; there may be hundreds. */
    private static final int MOST_LISTED = 20;

    private final String route;
    private final ComponentView view;
    private final @Nullable Callable<?> ping; // null if it does not ping
    private volatile boolean enabled = true;

    RouteHealth(String route, ComponentView view, @Nullable Callable<?> ping) {
        this.route = route;
        this.view = view;
        this.ping = ping;
    }

    @Override
    public String getId() {
        return "fourinsight-" + route;
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean value) {
        enabled = value;
    }

    /** A restart brings nobody a token. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this);
        if (!enabled) {
            return result.message("Disabled")
                    .detail(CHECK_ENABLED, false)
                    .unknown()
                    .build();
        }
        List<SessionRow> sessions = view.sessions(route);
        List<SessionRow> failing =
                sessions.stream().filter(SessionRow::isFailing).toList();
        result.detail("route", route).detail("sessions", sessions.size()).detail("failing", failing.size());
        if (!failing.isEmpty()) {
            return down(result, failing).build();
        }
        return ping == null ? result.up().build() : pinged(result, ping).build();
    }

    private HealthCheckResultBuilder down(HealthCheckResultBuilder result, List<SessionRow> failing) {
        failing.stream().limit(MOST_LISTED).forEach(row -> {
            Map<String, Object> values = view.values(row);
            String name = row.key() + "." + values.remove("service");
            values.remove("route");
            values.remove("sessionKey");
            result.detail(name, values.toString());
        });
        SessionRow first = failing.get(0);
        return result.message("Session '" + first.key() + "' has no usable token: "
                        + first.session().status().lastErrorCode()
                        + (failing.size() == 1 ? "" : ", and " + (failing.size() - 1) + " more"))
                .down();
    }

    private static HealthCheckResultBuilder pinged(HealthCheckResultBuilder result, Callable<?> ping) {
        try {
            ping.call();
            return result.up();
        } catch (Exception e) {
            return result.message("The reservoir does not answer a ping: " + e.getMessage())
                    .error(e)
                    .down();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RouteHealth health && ObjectHelper.equal(getId(), health.getId());
    }

    @Override
    public int hashCode() {
        return getId().hashCode();
    }
}
