package io.fourinsight.camel.sandbox.reservoir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Samples of a zipped {@code ns,value} file beside this class, read when they are first asked for. */
final class ResourceSamples implements Samples {

    private final String resource;
    private Samples loaded;

    ResourceSamples(String resource) {
        this.resource = resource;
    }

    @Override
    public int size() {
        return samples().size();
    }

    @Override
    public long timestamp(int index) {
        return samples().timestamp(index);
    }

    @Override
    public double number(int index) {
        return samples().number(index);
    }

    private synchronized Samples samples() {
        if (loaded == null) {
            loaded = load();
        }
        return loaded;
    }

    private Samples load() {
        try (InputStream zipped = ResourceSamples.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(zipped), StandardCharsets.US_ASCII))) {
            List<String[]> cells = lines.lines().map(line -> line.split(",", 2)).toList();
            return new ArraySamples(
                    cells.stream().mapToLong(cell -> Long.parseLong(cell[0])).toArray(),
                    cells.stream()
                            .mapToDouble(cell -> Double.parseDouble(cell[1]))
                            .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " is damaged", e);
        }
    }
}
