package io.fourinsight.camel.example;

import io.fourinsight.camel.options.FourInsightConstants;
import java.time.LocalDate;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Headers;

/** The windows that the routes ask for: consecutive days, one for each time that the timer fires. */
public final class Days {

    private final LocalDate first;

    /** @param first an ISO date, as in {@code 2026-03-01} */
    public Days(String first) {
        this.first = LocalDate.parse(first);
    }

    /** Sets the window of the n-th firing; counted and not read off the clock, so that every run asks for the same. */
    public void choose(@ExchangeProperty(Exchange.TIMER_COUNTER) long firing, @Headers Map<String, Object> headers) {
        LocalDate day = first.plusDays(firing - 1);
        headers.put(FourInsightConstants.START, day.toString());
        headers.put(FourInsightConstants.END, day.plusDays(1).toString());
    }
}
