package io.fourinsight.camel.example.karaf;

import io.fourinsight.camel.csv.FourInsightCsvDataFormat;
import org.apache.camel.builder.RouteBuilder;

/** Reads German spreadsheets of an inbox, and writes them as the reservoir's CSV. */
final class InboxRoute extends RouteBuilder {

    @Override
    public void configure() {
        FourInsightCsvDataFormat german =
                (FourInsightCsvDataFormat) getContext().createDataFormat("fourinsightCsv");
        german.setDecimalComma(true);
        german.setTimeFormat("dd.MM.yyyy HH:mm");
        german.setTimeZone("Europe/Berlin");
        getContext().getRegistry().bind("german", german);
        from("file:{{inbox:data/inbox}}?initialDelay=0")
                .routeId("inbox")
                .unmarshal()
                .custom("german")
                .to("file:{{directory}}?fileName=${file:name}&tempPrefix=.");
    }
}
