package io.fourinsight.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users install: the folder for {@code plugin.path}, and the zip. */
class PluginPackageIT {

    private static final Path FOLDER = Path.of(System.getProperty("plugin.folder"));
    private static final Path ZIP = Path.of(System.getProperty("hub.zip"));

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static String withoutEnd(Path zip) {
        return zip.getFileName().toString().replaceFirst("\\.zip$", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"org/apache/camel/", "org/slf4j/", "org/apache/kafka/", "io/fourinsight/camel/"})
    void noClassOfWhatTheWorkerHasOrNeedsNot(String packagePath) throws IOException {
        List<String> classes = new ArrayList<>();
        for (Path jar : jars()) {
            try (JarFile file = new JarFile(jar.toFile())) {
                file.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.startsWith(packagePath) && name.endsWith(".class"))
                        .forEach(name -> classes.add(jar.getFileName() + ": " + name));
            }
        }

        assertThat(classes).isEmpty();
        assertThat(jars()).hasSizeGreaterThan(3);
    }

    @Test
    void bothConnectorsAreFoundInTheFolder() throws IOException {
        URL[] urls = new URL[jars().size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars().get(i).toUri().toURL();
        }
        try (URLClassLoader loader = new PluginFirst(urls, getClass().getClassLoader())) {
            List<Connector> found = new ArrayList<>();
            ServiceLoader.load(SourceConnector.class, loader).forEach(found::add);
            ServiceLoader.load(SinkConnector.class, loader).forEach(found::add);

            assertThat(found)
                    .filteredOn(connector -> connector.getClass().getClassLoader() == loader)
                    .extracting(connector -> connector.getClass().getName())
                    .containsExactlyInAnyOrder(
                            "io.fourinsight.connect.FourInsightSourceConnector",
                            "io.fourinsight.connect.FourInsightSinkConnector");
        }
    }

    @Test
    void connectorsKnowTheirVersion() throws IOException {
        for (Path jar : jars()) {
            if (jar.getFileName().toString().startsWith("kafka-connect-fourinsight-")) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    assertThat(jar.getFileName())
                            .hasToString("kafka-connect-fourinsight-"
                                    + file.getManifest().getMainAttributes().getValue("Implementation-Version")
                                    + ".jar");
                }
            }
        }
    }

    @Test
    void zipHasTheLayoutOfConfluentHub() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            String base = withoutEnd(ZIP) + "/";
            List<String> names = zip.stream().map(ZipEntry::getName).toList();

            assertThat(names).allMatch(name -> name.startsWith(base));
            assertThat(names)
                    .contains(
                            base + "manifest.json",
                            base + "doc/README.md",
                            base + "doc/LICENSE",
                            base + "etc/fourinsight-source.json",
                            base + "etc/fourinsight-sink.json");
            assertThat(names.stream().filter(name -> name.endsWith(".jar")))
                    .containsExactlyInAnyOrderElementsOf(jars().stream()
                            .map(jar -> base + "lib/" + jar.getFileName())
                            .toList());
            String manifest = new String(
                    zip.getInputStream(zip.getEntry(base + "manifest.json")).readAllBytes());
            assertThat(manifest).contains("\"kafka-connect-fourinsight\"").doesNotContain("${");
        }
    }

    /** Loads classes as a worker does for a plugin: those of Kafka come from the worker, others from the plugin. */
    private static final class PluginFirst extends URLClassLoader {

        PluginFirst(URL[] urls, ClassLoader worker) {
            super(urls, worker);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null && !name.startsWith("org.apache.kafka.") && !name.startsWith("org.slf4j.")) {
                    loaded = findHere(name);
                }
                return loaded == null ? super.loadClass(name, resolve) : loaded;
            }
        }

        private Class<?> findHere(String name) {
            try {
                return findClass(name);
            } catch (ClassNotFoundException e) {
                return null; // the worker has it, or nobody
            }
        }
    }
}
