package io.fourinsight.camel.example.jbang;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A Maven repository of files that has the component and the client of this build, as a user's has it after {@code mvn install}. */
final class Repository {

    private static final String COMPONENT = "camel-fourinsight";
    private static final String CLIENT = "fourinsight-client";

    private final Path directory;
    private final String version;

    Repository(Path directory, String version) {
        this.directory = directory;
        this.version = version;
    }

    /** Takes both from the project's folder, with the poms that say what they depend on. */
    Path addComponentOf(Path project) throws IOException {
        for (String module : List.of(CLIENT, COMPONENT)) {
            String jar = module + "-" + version + ".jar";
            add(project.resolve(module).resolve("target").resolve(jar), module, ".jar");
            add(project.resolve(module).resolve("pom.xml"), module, ".pom");
        }
        add(project.resolve("pom.xml"), COMPONENT + "-parent", ".pom");
        return directory;
    }

    private void add(Path file, String artifact, String suffix) throws IOException {
        Path folder =
                directory.resolve("io/fourinsight/camel").resolve(artifact).resolve(version);
        Files.createDirectories(folder);
        Files.copy(file, folder.resolve(artifact + "-" + version + suffix), StandardCopyOption.REPLACE_EXISTING);
    }
}
