package io.fourinsight.camel.example.quarkus;

import io.fourinsight.client.reservoir.TimeSeries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.camel.Body;
import org.jboss.logging.Logger;

/** Logs one line for each series that passes: id, samples, first and last time. */
@Named("summary")
@ApplicationScoped
public class Summary {

    private static final Logger LOG = Logger.getLogger(Summary.class);

    void log(@Body TimeSeries series) {
        LOG.info(line(series));
    }

    private static String line(TimeSeries series) {
        if (series.isEmpty()) {
            return series.seriesId() + ": 0 samples";
        }
        return series.seriesId() + ": " + series.size() + " samples, " + series.instant(0) + " to "
                + series.instant(series.size() - 1);
    }
}
