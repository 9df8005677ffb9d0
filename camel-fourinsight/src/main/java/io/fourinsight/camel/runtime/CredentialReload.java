package io.fourinsight.camel.runtime;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.SessionCredentials;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the credentials among a component's properties again when Camel reloads its context, as it does after a vault has
 * rotated a secret: Camel itself makes only the routes and their endpoints anew, from the options that the component has.
 *
 * <p>That happens when the first route stops. The sources of properties are reloaded by then, and no endpoint is made yet.
 */
public final class CredentialReload extends SimpleEventNotifierSupport {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialReload.class);

    private final CamelContext context;
    private final Component component;
    private final FourInsightConfiguration configuration;
    private final Map<String, SessionCredentials> sessions;
    private volatile boolean due;

    public CredentialReload(
            Component component, FourInsightConfiguration configuration, Map<String, SessionCredentials> sessions) {
        this.context = component.getCamelContext();
        this.component = component;
        this.configuration = configuration;
        this.sessions = sessions;
        setIgnoreRouteEvents(false);
        setIgnoreCamelContextEvents(false);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreServiceEvents(true);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return switch (event.getType()) {
            case CamelContextReloading, CamelContextReloaded, CamelContextReloadFailure -> true;
            case RouteStopped, RouteRemoved -> due;
            default -> false;
        };
    }

    @Override
    public void notify(CamelEvent event) {
        switch (event.getType()) {
            case CamelContextReloading -> due = true;
            case CamelContextReloadFailure -> due = false;
            default -> readOnce();
        }
    }

    private void readOnce() {
        if (due) {
            due = false;
            context.getComponentNames().stream()
                    .filter(name -> context.hasComponent(name) == component)
                    .forEach(name -> read("camel.component." + name + "."));
        }
    }

    private void read(String prefix) {
        for (String at : new String[] {prefix, prefix + "configuration."}) {
            read(at, "client-id", "clientId", configuration::setClientId);
            read(at, "client-secret", "clientSecret", configuration::setClientSecret);
        }
        sessions.forEach((key, credentials) -> {
            String at = prefix + "sessions[" + key + "].";
            read(at, "client-id", "clientId", credentials::setClientId);
            read(at, "client-secret", "clientSecret", credentials::setClientSecret);
        });
    }

    /** Of a property that cannot be read, because the vault is away for example, the value from before stays. */
    private void read(String prefix, String dashed, String camelCase, Consumer<String> option) {
        try {
            String dashedValue = value(prefix + dashed);
            String value = dashedValue == null ? value(prefix + camelCase) : dashedValue;
            if (value != null) {
                option.accept(value);
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("{}{} could not be read again, its value stays as it was: {}", prefix, dashed, e.getMessage());
        }
    }

    private @Nullable String value(String property) {
        return context.getPropertiesComponent().parseUri("{{?" + property + "}}");
    }
}
