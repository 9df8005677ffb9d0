package io.fourinsight.camel.sandbox.page;

import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The files that the page is made of: those beside this class, and uPlot's out of its jar. */
final class Assets {

    /** With the version that the pom names; what else says it is lost in a jar of all jars. */
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "page.css", "text/css; charset=utf-8",
            "page.js", "text/javascript; charset=utf-8",
            "fingers.js", "text/javascript; charset=utf-8",
            "plot.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml",
            "uPlot.min.css", "text/css; charset=utf-8",
            "uPlot.iife.min.js", "text/javascript; charset=utf-8");

    private Assets() {}

    /** @throws Refusal if there is no such file */
    static Response answer(String name) {
        String type = Optional.ofNullable(TYPES.get(name))
                .orElseThrow(() -> Refusal.notFound("There is no file %s.".formatted(name)));
        String resource = name.startsWith("uPlot") ? UPLOT + name : name;
        return Response.of(200).body(type, bytes(resource));
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static InputStream open(String resource) {
        return Optional.ofNullable(Assets.class.getResourceAsStream(resource))
                .orElseThrow(() -> new IllegalStateException(resource + " is not on the class path"));
    }
}
