package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles Java of a page: a class, routes, or statements amid what their page speaks of. */
final class JavaSnippet {

    private static final Pattern CLASS = Pattern.compile("(?m)^(?:public |final )*class (\\w+)");
    private static final Pattern ROUTES = Pattern.compile("(?m)^(?:from|onException|errorHandler)\\(");
    private static final String IMPORTS =
            """
            import io.fourinsight.camel.sandbox.*;
            import io.fourinsight.client.*;
            import io.fourinsight.client.reservoir.*;
            import io.fourinsight.client.session.*;
            import java.io.*;
            import java.nio.file.*;
            import java.time.*;
            import java.time.temporal.*;
            import java.util.*;
            import org.apache.camel.*;
            import org.apache.camel.builder.*;
            import org.apache.camel.http.base.*;
            import org.springframework.stereotype.Component;

            """;
    /** What pages take for granted, such as the times of a program. */
    private static final String STATEMENTS =
            """
            class Snippet {
                long from, to;
                String clientId, clientSecret;
                Clock clock;
                void use(Object... values) {}
                void run(Exchange exchange) throws Exception {
            %s;
                }
            }
            """;

    private static final String ROUTE_BUILDER =
            """
            public class Snippet extends RouteBuilder {
                @Override
                public void configure() {
            %s
                }
            }
            """;

    private JavaSnippet() {}

    /** Fails with the compiler's own words. */
    static Class<?> compile(Snippet snippet, Path directory) throws Exception {
        String text = snippet.text();
        Matcher declared = CLASS.matcher(text);
        boolean isClass = declared.find();
        String name = isClass ? declared.group(1) : "Snippet";
        String template = isClass ? "%s" : ROUTES.matcher(text).find() ? ROUTE_BUILDER : STATEMENTS;
        Path source = Files.writeString(
                directory.resolve(name + ".java"), IMPORTS + template.replace("%s", text.stripTrailing()));
        compile(source, directory);
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            return classes.loadClass(name);
        }
    }

    private static void compile(Path source, Path directory) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> words = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(words, null, null)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-d",
                    directory.toString(),
                    "-cp",
                    System.getProperty("java.class.path") + File.pathSeparator + directory);
            compiler.getTask(null, files, words, options, null, files.getJavaFileObjects(source))
                    .call();
        }
        assertThat(words.getDiagnostics())
                .filteredOn(word -> word.getKind() == Diagnostic.Kind.ERROR)
                .isEmpty();
    }
}
