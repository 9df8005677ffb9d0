package io.fourinsight.camel.parquet;

import static io.fourinsight.camel.parquet.ParquetRig.duckDb;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.fourinsight.camel.FourInsightComponent;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Metadata;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That each route in docs/export.md writes what the reservoir holds, and the table of options is right. */
class ExportDocsTest {

    private static final Path PAGE = Path.of("..").toAbsolutePath().normalize().resolve("docs/export.md");
    private static final Pattern ROUTE = Pattern.compile("```yaml\\n(.*?fileName=(\\S+)\\n)```", Pattern.DOTALL);
    private static final Pattern SQL = Pattern.compile("```sql\\n(.*?);\\n```", Pattern.DOTALL);
    private static final String BEGIN = "<!-- begin: fourinsightParquet options -->\n";
    private static final String END = "<!-- end: fourinsightParquet options -->";

    private static final long FIRST = ParquetRig.nanos("2026-01-01T00:00:00Z");
    private static final long HOUR = 3_600_000_000_000L;

    /** Of two days, with an empty value. */
    private static final TimeSeries SERIES = TimeSeries.of(
            null, new long[] {FIRST, FIRST + HOUR, FIRST + 30 * HOUR}, new double[] {1.5, Double.NaN, 0.1 + 0.2});

    @TempDir
    private Path folder;

    private static DefaultCamelContext context(Sandbox sandbox) {
        FourInsightComponent component = new FourInsightComponent();
        FourInsightConfiguration configuration = component.getConfiguration();
        configuration.setClientId(Sandbox.CLIENT_ID);
        configuration.setClientSecret(Sandbox.CLIENT_SECRET);
        configuration.setTokenUrl(sandbox.tokenUrl().toString());
        configuration.setApiUrl(sandbox.apiUrl().toString());
        configuration.setReservoirUrl(sandbox.reservoirUrl().toString());
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("fourinsight", component);
        return context;
    }

    /** Runs each route of the page, which then has left its file in the folder. */
    private String write() throws Exception {
        Map<String, String> routes = ROUTE.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(route -> route.group(2), route -> route.group(1)));
        assertThat(routes).containsOnlyKeys("series.csv", "local.csv", "series.json", "series.parquet");
        try (Sandbox sandbox = Sandbox.start();
                DefaultCamelContext context = context(sandbox)) {
            context.start();
            String id = context.createFluentProducerTemplate()
                    .to("fourinsight:timeseries?operation=create")
                    .withBody(SERIES)
                    .send()
                    .getMessage()
                    .getHeader(FourInsightConstants.RESULT_SERIES_ID, String.class);
            for (Map.Entry<String, String> route : routes.entrySet()) {
                String from = "direct:" + route.getKey();
                String yaml = route.getValue()
                        .replace("timer:export?repeatCount=1", from)
                        .replace("<id>", id)
                        .replace("file:out", "file:" + folder);
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.fromString(route.getKey().replace('.', '-') + ".yaml", yaml));
                Exchange sent = context.createFluentProducerTemplate().to(from).send();
                assertThat(sent.getException()).as(route.getKey()).isNull();
            }
            return id;
        }
    }

    @Test
    void routesWriteWhatTheReservoirHolds() throws Exception {
        String id = write();

        Path parquet = folder.resolve("series.parquet");
        assertThat(duckDb(parquet, "select epoch_us(timestamp), value from FILE"))
                .containsExactly(
                        FIRST / 1000 + " 1.5",
                        (FIRST + HOUR) / 1000 + " NaN",
                        (FIRST + 30 * HOUR) / 1000 + " 0.30000000000000004");
        assertThat(duckDb(
                        parquet, "select decode(value) from parquet_kv_metadata(FILE) where decode(key) = 'seriesId'"))
                .containsExactly(id);
        assertThat(sql(parquet)).containsExactly("2026-01-02T06:00Z 0.30000000000000004", id);
        assertThat(folder.resolve("series.csv"))
                .hasContent("1767225600000000000,1.5\n1767229200000000000,\n1767333600000000000,0.30000000000000004\n");
        assertThat(Files.readAllLines(folder.resolve("local.csv")))
                .element(1)
                .isEqualTo("2026-01-01T01:00:00+01:00;1,5");
        assertThat(folder.resolve("series.json"))
                .hasContent("{\"seriesId\":\"" + id + "\",\"samples\":[[1767225600000000000,1.5],"
                        + "[1767229200000000000,null],[1767333600000000000,0.30000000000000004]]}");
    }

    /** What the statements of the page answer. */
    private static List<String> sql(Path file) throws Exception {
        Matcher block = SQL.matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        List<String> answers = new ArrayList<>();
        for (String statement :
                block.group(1).replace("'out/series.parquet'", "FILE").split(";")) {
            answers.addAll(duckDb(file, "set timezone = 'UTC'; " + statement));
        }
        return answers;
    }

    /** With {@code -Ddocs.update=true} the page is written anew, to be looked at and committed. */
    @Test
    void tableOfOptionsIsThatOfTheDataFormat() throws Exception {
        String page = Files.readString(PAGE);
        String current =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, current);
        }

        assertThat(current).as("run the test with -Ddocs.update=true").isEqualTo(Files.readString(PAGE));
    }

    private static String table() {
        Map<String, JavaField> options = new ClassFileImporter()
                .importClass(FourInsightParquetDataFormat.class).getFields().stream()
                        .filter(field -> field.isAnnotatedWith(Metadata.class.getName()))
                        .collect(Collectors.toMap(JavaField::getName, Function.identity()));
        // in the order of the source, which the class file keeps
        return Arrays.stream(FourInsightParquetDataFormat.class.getDeclaredFields())
                .filter(field -> options.containsKey(field.getName()))
                .map(field -> row(
                        field.getName(), options.get(field.getName()).getAnnotationOfType(Metadata.class.getName())))
                .collect(Collectors.joining("\n", "| option | default | meaning |\n|---|---|---|\n", "\n"));
    }

    private static String row(String name, JavaAnnotation<?> metadata) {
        return "| `" + name + "` | `" + metadata.get("defaultValue").orElseThrow() + "` | "
                + metadata.get("description").orElseThrow() + " |";
    }
}
