package io.fourinsight.camel.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Starts further JVMs like this one. */
final class Jvm {

    private Jvm() {}

    static List<String> command(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("-Drounds=" + Rounds.count());
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }
}
