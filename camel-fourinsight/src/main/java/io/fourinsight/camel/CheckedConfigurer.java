package io.fourinsight.camel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

/**
 * Sets options by the generated configurer, and says of a wrong one what is allowed.
 *
 * <p>A name that is no option is kept until the component starts. Were it refused here, Camel would report it with its value,
 * and a misspelt secret is a secret.
 */
final class CheckedConfigurer implements PropertyConfigurer, PropertyConfigurerGetter {

    private final PropertyConfigurer generated;
    private final PropertyConfigurerGetter types; // the same object
    private final Set<String> unknown = new ConcurrentSkipListSet<>();

    <T extends PropertyConfigurer & PropertyConfigurerGetter> CheckedConfigurer(T generated) {
        this.generated = generated;
        this.types = generated;
    }

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        Class<?> type = types.getOptionType(name, ignoreCase);
        boolean set;
        try {
            set = generated.configure(context, target, name, value, ignoreCase);
        } catch (RuntimeException e) {
            throw type != null && type.isEnum() ? notAllowed(name, value, type, e) : e;
        }
        if (!set && target instanceof FourInsightComponent && !OptionNames.hasComponent(name)) {
            unknown.add(name);
            return true;
        }
        return set;
    }

    private static IllegalArgumentException notAllowed(
            String name, Object value, Class<?> type, RuntimeException cause) {
        String allowed = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return new IllegalArgumentException(
                "option '" + name + "': value '" + value + "' is not known; allowed are " + allowed, cause);
    }

    /** @throws IllegalArgumentException naming what was set and is no option */
    void check() {
        if (!unknown.isEmpty()) {
            throw OptionNames.unknownOfComponent(unknown);
        }
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return types.getOptionType(name, ignoreCase);
    }

    @Override
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return types.getOptionValue(target, name, ignoreCase);
    }

    @Override
    public Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return types.getCollectionValueType(target, name, ignoreCase);
    }

    @Override
    public String[] getAutowiredNames() {
        return types.getAutowiredNames();
    }
}
