package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnusedOptionsTest {

    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
        context.camel().start();
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "timeseries?operation=data&seriesId=s&aggregationPeriod=1h, aggregationPeriod",
        "timeseries?operation=data&seriesId=s&alignTimes=false, alignTimes",
        "timeseries?operation=samples&seriesId=s&streaming=true, streaming",
        "timeseries?operation=info&seriesId=s&start=now-1h, start",
        "timeseries?operation=create&seriesId=s, seriesId",
        "timeseries?operation=append&seriesId=s&cache=true, cache",
        "timeseries?operation=detachMetadata&seriesId=s&namespace=n, namespace",
        "metadata?operation=browse&namespace=n&key=k, key",
        "metadata?operation=get&metadataId=m&overwrite=true, overwrite",
        "campaigns?operation=get&campaignId=c&query=RAW($top=1), query",
        "campaigns?operation=events&campaignId=c&includeChannels=true, includeChannels",
        "api?operation=put&path=a&paging=pages, paging",
        "ping?seriesId=s, seriesId",
        "token?path=a, path",
    })
    void optionThatTheOperationDoesNotUseIsRefused(String uri, String option) {
        assertThatThrownBy(() -> context.camel().getEndpoint("fourinsight:" + uri))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("option '" + option + "': value '")
                .hasMessageContaining("does not look at it; it uses ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeseries?seriesId=s&aggregationPeriod=1h&streaming=true",
                "timeseries?operation=data&seriesId=s&alignTimes=true&maxPageSize=30000&paging=items&sort=false",
                "timeseries?operation=data&seriesId=s&start=now-1d&parallelism=2&cache=true&streaming=true&rawBody=true",
                "timeseries?operation=append&seriesId=s&sort=true&verificationTimeout=1m&waitOnVerification=false",
                "campaigns?operation=timeseries&campaignId=c&paging=pages",
                "api?operation=patch&path=a&query=b&maxRetries=1&sessionKey=k&requestTimeout=1m",
                "token?service=reservoir&maxRetries=1"
            })
    void optionThatIsUsedOrIsTheDefaultOrIsLeftToMessagesIsNot(String uri) {
        assertThat(context.camel().getEndpoint("fourinsight:" + uri)).isNotNull();
    }

    @Test
    void optionsOfTheComponentAreForAllItsEndpoints() {
        context.configuration().setAggregationPeriod("1h");
        context.configuration().setStreaming(true);

        assertThat(context.camel().getEndpoint("fourinsight:timeseries?operation=data&seriesId=s"))
                .isNotNull();
        assertThat(context.camel().getEndpoint("fourinsight:timeseries?operation=samples&seriesId=s&streaming=false"))
                .isNotNull();
    }
}
