package io.fourinsight.camel.example.jbang;

import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** What the command {@code camel} of JBang starts. */
final class CamelJBang {

    private CamelJBang() {}

    public static void main(String[] arguments) {
        CamelJBangMain.run(arguments);
    }
}
