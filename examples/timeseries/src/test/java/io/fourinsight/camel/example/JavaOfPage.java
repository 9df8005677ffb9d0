package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.FourInsight;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The Java expressions of a page, compiled as they stand there; the fields are the names that they use. */
public abstract class JavaOfPage {

    private static final String NAME = "Compiled";
    private static final List<String> IMPORTS = List.of(
            "java.util.*",
            "io.fourinsight.client.*",
            "io.fourinsight.client.reservoir.*",
            "io.fourinsight.client.rest.Paging");

    public FourInsight fourInsight;
    public String clientId;
    public String clientSecret;
    public String series;
    public String campaign;
    public String entry;
    public Instant start;
    public Instant end;
    public TimeSeries samples;
    public TimeSeries later;
    public Map<String, Object> values;
    public Map<String, Object> body;
    public long first;
    public long last;

    private List<String> expressions;

    /** An expression without value. */
    public interface Statement {
        void run() throws Exception;
    }

    /** The value of an expression; null if it has none. */
    public Object value(String expression) throws Exception {
        assertThat(expressions).contains(expression);
        return value(expressions.indexOf(expression));
    }

    protected abstract Object value(int expression) throws Exception;

    protected static Object of(Callable<?> expression) throws Exception {
        return expression.call();
    }

    protected static Object of(Statement expression) throws Exception {
        expression.run();
        return null;
    }

    /** @param directory where the class is written to */
    static JavaOfPage compile(List<String> expressions, Path directory)
            throws ReflectiveOperationException, IOException {
        StringBuilder source = new StringBuilder();
        IMPORTS.forEach(name -> source.append("import ").append(name).append(";\n"));
        source.append("public final class " + NAME + " extends " + JavaOfPage.class.getName() + " {\n"
                + "protected Object value(int expression) throws Exception {\n"
                + "return switch (expression) {\n");
        for (int i = 0; i < expressions.size(); i++) {
            source.append("case ")
                    .append(i)
                    .append(" -> of(() -> ")
                    .append(expressions.get(i))
                    .append(");\n");
        }
        source.append("default -> throw new IllegalArgumentException(); }; } }\n");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        boolean isGood = compiler.getTask(
                        complaints,
                        null,
                        null,
                        List.of("-proc:none", "-d", directory.toString(), "-cp", System.getProperty("java.class.path")),
                        null,
                        List.of(file(source.toString())))
                .call();
        assertThat(isGood).as("%s in %s", complaints, source).isTrue();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, JavaOfPage.class.getClassLoader())) {
            JavaOfPage java =
                    (JavaOfPage) loader.loadClass(NAME).getDeclaredConstructor().newInstance();
            java.expressions = expressions;
            return java;
        }
    }

    private static JavaFileObject file(String source) {
        return new SimpleJavaFileObject(URI.create("string:///" + NAME + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }
}
