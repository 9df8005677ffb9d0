package io.fourinsight.camel.options;

import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;

/**
 * Sets the credentials of a session key.
 *
 * <p>A name that is no option is kept until the component starts. Were it refused here, Camel would report it with its value,
 * and a misspelt secret is a secret.
 */
public final class SessionCredentialsConfigurer implements PropertyConfigurer {

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        SessionCredentials credentials = (SessionCredentials) target;
        String text = context.getTypeConverter().convertTo(String.class, value);
        switch (ignoreCase ? name.toLowerCase(Locale.ROOT) : name) {
            case "clientid", "clientId" -> credentials.setClientId(text);
            case "clientsecret", "clientSecret" -> credentials.setClientSecret(text);
            default -> credentials.addUnknown(name);
        }
        return true;
    }
}
