package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the features for Karaf install what the component is compiled and tested with. */
class FeaturesTest {

    private static final Pattern BUNDLE = Pattern.compile("mvn:([^/<]+)/([^/<]+)/([^/<$]+)[<$]");

    /** What Camel's features install, the framework or the JDK. */
    private static final List<String> OF_OTHERS = List.of(
            "io.fourinsight.",
            "org.apache.camel",
            "org.apache.hc.",
            "com.fasterxml.jackson.",
            "org.slf4j",
            "javax.",
            "com.sun.");

    private static final List<Path> CLASS_PATH = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();

    private final String features = Files.readString(Path.of("target/karaf/features.xml"));

    FeaturesTest() throws IOException {}

    private Set<String> jars() {
        return BUNDLE.matcher(features)
                .results()
                .filter(bundle -> !bundle.group(1).equals("io.fourinsight.camel"))
                .map(bundle -> bundle.group(2) + "-" + bundle.group(3) + ".jar")
                .collect(Collectors.toSet());
    }

    @Test
    void placeholdersAreFilledIn() {
        assertThat(features)
                .doesNotContain("${")
                .contains(
                        "mvn:io.fourinsight.camel/fourinsight-client/", "mvn:io.fourinsight.camel/camel-fourinsight/");
    }

    @Test
    void versionsAreThoseOfTheBuild() {
        assertThat(CLASS_PATH).extracting(jar -> jar.getFileName().toString()).containsAll(jars());
    }

    @Test
    void jarsThatTheBundlesUseAreInstalled() throws IOException {
        List<String> imports = new ArrayList<>(imports(Path.of("target/classes/META-INF/MANIFEST.MF")));
        imports.addAll(imports(Path.of("../fourinsight-client/target/classes/META-INF/MANIFEST.MF")));

        for (String name : imports) {
            assertThat(jars()).as("the jar of " + name).contains(jarOf(name));
        }
    }

    private static List<String> imports(Path manifest) throws IOException {
        try (InputStream file = Files.newInputStream(manifest)) {
            String header = new Manifest(file).getMainAttributes().getValue("Import-Package");
            // Without what is quoted, in which there may be commas.
            return Arrays.stream(header.replaceAll("\"[^\"]*\"", "").split(","))
                    .filter(clause -> !clause.contains("resolution:=optional"))
                    .map(clause -> clause.split(";")[0])
                    .filter(name -> OF_OTHERS.stream().noneMatch(name::startsWith))
                    .toList();
        }
    }

    private static String jarOf(String name) throws IOException {
        String folder = name.replace('.', '/') + "/";
        for (Path path : CLASS_PATH) {
            if (path.toString().endsWith(".jar")) {
                try (JarFile jar = new JarFile(path.toFile())) {
                    if (jar.stream().anyMatch(entry -> entry.getName().startsWith(folder))) {
                        return path.getFileName().toString();
                    }
                }
            }
        }
        throw new AssertionError("No jar has " + name);
    }
}
