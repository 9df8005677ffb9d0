package io.fourinsight.camel.observe;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/** Makes rows into the tables of JMX, which every console can show. */
public final class Tables {

    private Tables() {}

    /** A table of texts with a column for each name in any row, and one that numbers the rows. */
    public static TabularData of(String name, List<Map<String, Object>> rows) {
        Set<String> names = new LinkedHashSet<>();
        names.add("row");
        rows.forEach(row -> names.addAll(row.keySet()));
        String[] items = names.toArray(String[]::new);
        OpenType<?>[] types = new OpenType<?>[items.length];
        Arrays.fill(types, SimpleType.STRING);
        try {
            CompositeType row = new CompositeType(name, name, items, items, types);
            TabularData table = new TabularDataSupport(new TabularType(name, name, row, new String[] {"row"}));
            for (int number = 0; number < rows.size(); number++) {
                table.put(new CompositeDataSupport(row, items, texts(items, number, rows.get(number))));
            }
            return table;
        } catch (OpenDataException e) {
            throw new IllegalStateException("The table of " + name + " cannot be made", e);
        }
    }

    private static Object[] texts(String[] items, int number, Map<String, Object> row) {
        Object[] texts = new Object[items.length];
        texts[0] = String.format(Locale.ROOT, "%05d", number + 1);
        for (int i = 1; i < items.length; i++) {
            texts[i] = String.valueOf(row.getOrDefault(items[i], ""));
        }
        return texts;
    }
}
