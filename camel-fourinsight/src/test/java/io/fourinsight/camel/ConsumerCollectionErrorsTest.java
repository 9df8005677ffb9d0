package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.sandbox.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that a consumer of a collection refuses, and what it says of collections that it cannot poll. */
class ConsumerCollectionErrorsTest extends CollectionConsumers {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "api?path=v1.1/Notes|cursorProperty",
                "api?path=v1.1/Notes&cursorProperty=|cursorProperty",
                "api?path=v1.1/Notes&cursorProperty=Modified desc|cursorProperty",
                "api?cursorProperty=Modified|path",
                "api?path=v1.1/Notes?$top=5&cursorProperty=Modified|path",
                "api?path=v1.1/Notes&cursorProperty=Modified&emit=row|emit",
                "api?path=v1.1/Notes&cursorProperty=Modified&query=$top=5|query",
                "api?path=v1.1/Notes&cursorProperty=Modified&query=$skip=5|query",
                "api?path=v1.1/Notes&cursorProperty=Modified&query=$orderby=Id|query",
                "api?path=v1.1/Notes&cursorProperty=Modified&lag=-1s|lag",
                "api?path=v1.1/Notes&cursorProperty=Modified&initialStart=2126-01-01|initialStart",
                "api?path=v1.1/Notes&cursorProperty=Modified&operation=post|operation",
                "api?path=v1.1/Notes&cursorProperty=Modified&shard=1/2&cursorName=a|shard",
                "api?path=v1.1/Notes&cursorProperty=Modified&window=1h|window",
                "api?path=v1.1/Notes&cursorProperty=Modified&streaming=true|streaming",
                "api?path=v1.1/Notes&cursorProperty=Modified&paging=single|paging",
                "campaigns?operation=lowerStack&campaignId=c&cursorProperty=Modified|operation",
                "campaigns?operation=get&campaignId=c&cursorProperty=Modified|operation",
                "campaigns?operation=timeseries&campaignId=c&cursorProperty=Modified|operation",
                "campaigns?operation=events&cursorProperty=Modified|campaignId",
                "campaigns?operation=channels&campaignId=c&cursorProperty=Modified|sensorId",
                "campaigns?operation=sensors&campaignId=c&cursorProperty=Modified&includeChannels=true|includeChannels",
                "timeseries?operation=data&seriesId=s&emit=page|emit",
                "timeseries?operation=data&seriesId=s&cursorProperty=Modified|cursorProperty",
                "token?lag=1m|resource",
                "ping?lag=1m|resource",
                "metadata?namespace=n&key=k|resource",
            })
    void badOptionIsRefusedByName(String options, String name) {
        assertThatThrownBy(() -> start("fourinsight:" + options))
                .satisfies(e -> assertThat(messages(e)).contains(name));
    }

    /** What a poll after a change tells of the collection, in a route that bridges errors. */
    private String failure(String uri) throws Exception {
        List<Exception> failures = new ArrayList<>();
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class)
                        .process(exchange ->
                                failures.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)))
                        .handled(true);
                from(uri + "&bridgeErrorHandler=true&initialStart=2026-01-01&scheduler=#manual")
                        .routeId(ConsumerRig.ROUTE)
                        .process(rig::note);
            }
        });
        change("a");
        rig.poll();
        assertThat(failures).hasSize(1);
        return messages(failures.get(0));
    }

    @Test
    void propertyThatItemsLackIsAnErrorThatNamesIt() throws Exception {
        assertThat(failure(NOTES + "&query=RAW($select=Id,Title)")).contains("cursorProperty", "Modified", "$select");
        rig.advance(Duration.ofMinutes(1));
        sandbox.faults()
                .answerNext(
                        1, COLLECTION, Response.json(200, Map.of("value", List.of(Map.of("Modified", "2026-01-01")))));
        assertThat(failure(NOTES)).contains("cursorProperty", "'Id'", "$select");
    }

    @Test
    void propertyThatTheServiceDoesNotKnowIsAnErrorThatNamesIt() throws Exception {
        assertThat(failure("fourinsight:api?path=v1.1/Notes&cursorProperty=Changed"))
                .contains("400", "'cursorProperty': value 'Changed'");
    }

    @Test
    void propertyThatIsNoTimeIsAnErrorThatNamesIt() throws Exception {
        assertThat(failure("fourinsight:api?path=v1.1/Notes&cursorProperty=Title"))
                .contains("'cursorProperty': value 'Title'");
    }

    @Test
    void whatIsNoCollectionIsAnErrorThatSaysSo() throws Exception {
        sandbox.faults().answerNext(1, COLLECTION, Response.json(200, Map.of("Id", "a")));
        assertThat(failure(NOTES)).contains("no collection");
    }
}
