package io.fourinsight.camel.example.jbang;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A Maven repository of files that has the component of this build, as a user's has it after {@code mvn install}. */
final class Repository {

    private static final String COMPONENT = "camel-fourinsight";

    private final Path directory;
    private final String version;

    Repository(Path directory, String version) {
        this.directory = directory;
        this.version = version;
    }

    /** Takes the component from the project's folder, with the poms that say what it depends on. */
    Path addComponentOf(Path project) throws IOException {
        String jar = COMPONENT + "-" + version + ".jar";
        add(project.resolve(COMPONENT).resolve("target").resolve(jar), COMPONENT, ".jar");
        add(project.resolve(COMPONENT).resolve("pom.xml"), COMPONENT, ".pom");
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
