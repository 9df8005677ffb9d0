package io.fourinsight.client.plan;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An item of a collection, as far as a plan has to know it. */
public interface CollectionItem {

    /** What tells it from the others. */
    String id();

    /** The text of the property that changes when the item does; null if the item has no such property. */
    @Nullable
    String value();

    /**
     * How changed items are asked for.
     *
     * @param cursorProperty changes when an item does, and never goes back
     * @param idProperty brings items with one value into an order
     * @param lag how long after its value a change may become visible; integers are not times and have none
     */
    record Settings(String cursorProperty, String idProperty, Duration lag) {

        private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*(/[\\p{L}_][\\p{L}\\p{Nd}_]*)*");

        /** @throws IllegalArgumentException naming the option, its value and what is allowed */
        public Settings {
            requireName("cursorProperty", cursorProperty);
            requireName("idProperty", idProperty);
            if (lag.isNegative()) {
                throw new IllegalArgumentException(
                        "option 'lag': value '" + lag + "' is not a duration; allowed are 0 and more");
            }
        }

        /** Items have an {@code Id}, or an {@code id} where names of properties begin with a small letter. */
        public Settings(String cursorProperty, Duration lag) {
            this(cursorProperty, beginsSmall(cursorProperty) ? "id" : "Id", lag);
        }

        private static boolean beginsSmall(String name) {
            return !name.isEmpty() && Character.isLowerCase(name.charAt(0));
        }

        private static void requireName(String option, String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("option '" + option + "': value '" + name
                        + "' is not the name of a property; allowed are letters, digits and _, and a path of such names"
                        + " with /");
            }
        }

        String orderBy() {
            return cursorProperty + "," + idProperty;
        }
    }
}
