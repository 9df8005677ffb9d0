package io.fourinsight.camel.csv;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatName;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Dataformat;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.IOHelper;
import org.jspecify.annotations.Nullable;

/**
 * The data format {@code fourinsightCsv}: CSV of users, as loggers and spreadsheets write it, to time series and back.
 *
 * <p>A file with one column of values becomes a {@link TimeSeries}, one with more a list of them without those that have no
 * value; with {@code streaming=true} each is a {@link TimeSeriesStream}. A file that is not as the options say is a {@link
 * CsvFormatException}.
 */
@Dataformat("fourinsightCsv")
@Configurer(extended = true)
@Metadata(firstVersion = "1.0.0", title = "4Insight CSV", label = "dataformat,transformation,csv")
public final class FourInsightCsvDataFormat extends ServiceSupport
        implements DataFormat, DataFormatName, CamelContextAware {

    @Metadata(
            defaultValue = "auto",
            description =
                    "What separates columns: `auto` (a comma, semicolon or tab, seen in the first lines), `tab`, or"
                            + " one to eight characters.")
    private String delimiter = "auto";

    @Metadata(defaultValue = "\"", description = "The character around cells that hold delimiters or line ends.")
    private String quote = "\"";

    @Metadata(
            description =
                    "The charset, by default UTF-8 or what a byte order mark says. Gzip is seen by its first bytes.")
    private @Nullable String charset;

    @Metadata(defaultValue = "#", description = "The character that a comment begins with, empty if there are none.")
    private String comment = "#";

    @Metadata(javaType = "int", defaultValue = "0", description = "How many lines to pass over at the beginning.")
    private int skipLines;

    @Metadata(
            defaultValue = "auto",
            enums = "auto,true,false",
            description =
                    "Whether the first line names the columns; `auto`: it does if it has neither a time nor a number.")
    private String header = "auto";

    @Metadata(
            description =
                    "Name or number of the column with the time, or two as `date+time`; by default the first column.")
    private @Nullable String time;

    @Metadata(
            defaultValue = "auto",
            description =
                    "How times are written: `auto` (ISO forms, also with a blank for the T, basic, or with a decimal"
                            + " comma; and nanoseconds of nineteen digits), `ns`, `us`, `ms`, `s`, `excel`, `excel1904`, or a"
                            + " pattern as `dd.MM.yyyy HH:mm`.")
    private String timeFormat = "auto";

    @Metadata(description = "The language of the names of months and days in the pattern, as `nb-NO`.")
    private @Nullable String locale;

    @Metadata(
            defaultValue = "UTC",
            description = "The zone of times without an offset. A local time that does not exist is an error.")
    private String timeZone = "UTC";

    @Metadata(
            defaultValue = "error",
            enums = "error,ordered,earlier,later",
            description =
                    "Which time is meant by a local time that exists twice; `ordered`: the earlier in the first pass,"
                            + " the later in the second.")
    private String ambiguousTime = "error";

    @Metadata(
            javaType = "boolean",
            defaultValue = "false",
            description = "Whether numbers have a comma before their decimals. Separators of thousands are not read.")
    private boolean decimalComma;

    @Metadata(
            defaultValue = "NaN,NA,N/A,#N/A,NULL",
            description =
                    "Words that mean no value, in any case, separated by commas; so does an empty cell. No sample is made of them.")
    private String missing = "NaN,NA,N/A,#N/A,NULL";

    @Metadata(
            defaultValue = "number",
            enums = "number,text",
            description = "What columns hold. In `columns` one can say otherwise: `state:text=<id>`.")
    private String valueType = "number";

    @Metadata(
            description =
                    "The columns by name or number, and their series: `hs=<id>,tp=<id>`. By default every column but"
                            + " the time; the name of a column without an id is its series.")
    private @Nullable String columns;

    @Metadata(
            defaultValue = "fail",
            enums = "fail,skip",
            description = "What to do with a line that cannot be read: fail, or pass over it.")
    private String onBadLine = "fail";

    @Metadata(
            description =
                    "The URI of an endpoint that gets the lines passed over: lists of up to 1000 maps with `file`,"
                            + " `line`, `column`, `reason` and `text`.")
    private @Nullable String badLines;

    @Metadata(javaType = "int", defaultValue = "10000", description = "How many lines may be passed over in a file.")
    private int maxBadLines = 10_000;

    @Metadata(
            javaType = "boolean",
            defaultValue = "false",
            description =
                    "Whether series are spooled to temporary files while the file is read, and handed on as streams.")
    private boolean streaming;

    private @Nullable CamelContext camelContext;
    private @Nullable ProducerTemplate template;
    private volatile @Nullable CsvDialect dialect;

    @Override
    public String getDataFormatName() {
        return "fourinsightCsv";
    }

    @Override
    public Object unmarshal(Exchange exchange, InputStream stream) throws Exception {
        return unmarshal(exchange, stream, dialect());
    }

    /** Text needs no charset. */
    @Override
    public Object unmarshal(Exchange exchange, Object body) throws Exception {
        if (body instanceof CharSequence text) {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            return unmarshal(
                    exchange, new ByteArrayInputStream(bytes), dialect().in(StandardCharsets.UTF_8));
        }
        return unmarshal(
                exchange,
                exchange.getContext().getTypeConverter().mandatoryConvertTo(InputStream.class, exchange, body));
    }

    private Object unmarshal(Exchange exchange, InputStream content, CsvDialect used) throws Exception {
        String file = exchange.getMessage().getHeader(Exchange.FILE_NAME, "CSV", String.class);
        CsvReading reading = new CsvReading(file, used, new BadLines(file, used, receiver()));
        if (!streaming) {
            List<TimeSeries> series = reading.read(content, MemoryColumns::new);
            return series.size() == 1
                    ? series.get(0)
                    : series.stream().filter(one -> !one.isEmpty()).toList();
        }
        List<TimeSeriesStream> series = reading.read(content, ColumnSpool::open);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                series.forEach(IOHelper::close);
            }
        });
        return series.size() == 1 ? series.get(0) : series;
    }

    private @Nullable Consumer<List<Map<String, Object>>> receiver() {
        ProducerTemplate producer = template;
        String uri = badLines;
        return producer == null || uri == null ? null : lines -> producer.sendBody(uri, lines);
    }

    @Override
    public void marshal(Exchange exchange, Object graph, OutputStream stream) throws Exception {
        List<CsvWriting.Series> series = CsvWriting.series(
                graph, body -> exchange.getContext().getTypeConverter().convertTo(TimeSeries.class, exchange, body));
        new CsvWriting(dialect()).write(series, stream);
    }

    private CsvDialect dialect() {
        CsvDialect checked = dialect;
        return checked == null ? CsvDialect.of(this) : checked;
    }

    @Override
    protected void doStart() throws Exception {
        dialect = CsvDialect.of(this);
        if (badLines != null && camelContext != null) {
            ProducerTemplate producer = camelContext.createProducerTemplate();
            ServiceHelper.startService(producer);
            template = producer;
        }
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(template);
        template = null;
        dialect = null;
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    public String getDelimiter() {
        return delimiter;
    }

    public void setDelimiter(String delimiter) {
        this.delimiter = delimiter;
    }

    public String getQuote() {
        return quote;
    }

    public void setQuote(String quote) {
        this.quote = quote;
    }

    public @Nullable String getCharset() {
        return charset;
    }

    public void setCharset(@Nullable String charset) {
        this.charset = charset;
    }

    public String getComment() {
        return comment;
    }

    public void setComment(String comment) {
        this.comment = comment;
    }

    public int getSkipLines() {
        return skipLines;
    }

    public void setSkipLines(int skipLines) {
        this.skipLines = skipLines;
    }

    public String getHeader() {
        return header;
    }

    public void setHeader(String header) {
        this.header = header;
    }

    public @Nullable String getTime() {
        return time;
    }

    public void setTime(@Nullable String time) {
        this.time = time;
    }

    public String getTimeFormat() {
        return timeFormat;
    }

    public void setTimeFormat(String timeFormat) {
        this.timeFormat = timeFormat;
    }

    public @Nullable String getLocale() {
        return locale;
    }

    public void setLocale(@Nullable String locale) {
        this.locale = locale;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        this.timeZone = timeZone;
    }

    public String getAmbiguousTime() {
        return ambiguousTime;
    }

    public void setAmbiguousTime(String ambiguousTime) {
        this.ambiguousTime = ambiguousTime;
    }

    public boolean isDecimalComma() {
        return decimalComma;
    }

    public void setDecimalComma(boolean decimalComma) {
        this.decimalComma = decimalComma;
    }

    public String getMissing() {
        return missing;
    }

    public void setMissing(String missing) {
        this.missing = missing;
    }

    public String getValueType() {
        return valueType;
    }

    public void setValueType(String valueType) {
        this.valueType = valueType;
    }

    public @Nullable String getColumns() {
        return columns;
    }

    public void setColumns(@Nullable String columns) {
        this.columns = columns;
    }

    public String getOnBadLine() {
        return onBadLine;
    }

    public void setOnBadLine(String onBadLine) {
        this.onBadLine = onBadLine;
    }

    public @Nullable String getBadLines() {
        return badLines;
    }

    public void setBadLines(@Nullable String badLines) {
        this.badLines = badLines;
    }

    public int getMaxBadLines() {
        return maxBadLines;
    }

    public void setMaxBadLines(int maxBadLines) {
        this.maxBadLines = maxBadLines;
    }

    public boolean isStreaming() {
        return streaming;
    }

    public void setStreaming(boolean streaming) {
        this.streaming = streaming;
    }
}
