package io.fourinsight.camel.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.ExchangeHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveExchangesTest {

    private final CamelContext camel = new DefaultCamelContext();

    /** A new exchange needs microseconds: nearly all of these begin within the millisecond in which noting begins. */
    @Test
    void anExchangeThatBeganJustBeforeNotingIsTakenToBeUnderWay() {
        for (int time = 0; time < 1000; time++) {
            LiveExchanges exchanges = new LiveExchanges();
            Exchange original = new DefaultExchange(camel);
            exchanges.note();

            assertThat(exchanges.leave(ExchangeHelper.createCorrelatedCopy(original, false), new Left()))
                    .isTrue();
        }
    }

    @Test
    void nothingIsLeftBeforeNotingBegins() {
        Exchange original = new DefaultExchange(camel);

        assertThat(new LiveExchanges().leave(ExchangeHelper.createCorrelatedCopy(original, false), new Left()))
                .isFalse();
    }

    private static final class Left implements LiveExchanges.Open {

        @Override
        public void keptBy(String id, @Nullable Exchange exchange) {}

        @Override
        public void close() {}

        @Override
        public void onComplete(Exchange exchange) {}

        @Override
        public void onFailure(Exchange exchange) {}
    }
}
