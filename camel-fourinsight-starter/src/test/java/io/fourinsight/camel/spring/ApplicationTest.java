package io.fourinsight.camel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A Spring Boot application with a route against a sandbox, found and configured by the starter alone. */
class ApplicationTest {

    @Test
    void routeReadsWithCredentialsFromProperties() {
        try (Sandbox sandbox = Sandbox.start();
                ConfigurableApplicationContext application = SpringApplication.run(
                        Application.class,
                        "--spring.main.web-application-type=none",
                        "--spring.main.banner-mode=off",
                        "--camel.component.fourinsight.token-url=" + sandbox.tokenUrl(),
                        "--camel.component.fourinsight.reservoir-url=" + sandbox.reservoirUrl(),
                        "--camel.component.fourinsight.sessions[north].client-id=" + Sandbox.CLIENT_ID,
                        "--camel.component.fourinsight.sessions[north].client-secret=" + Sandbox.CLIENT_SECRET)) {
            TimeSeries levels =
                    application.getBean(ProducerTemplate.class).requestBody("direct:levels", null, TimeSeries.class);

            assertThat(levels.seriesId()).isEqualTo(Sandbox.STAVANGER);
            assertThat(levels.size()).isEqualTo(24);
            assertThat(sandbox.requests().tokenRequests()).isEqualTo(1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        RouteBuilder levels() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:levels")
                            .to("fourinsight:timeseries?sessionKey=north&seriesId=" + Sandbox.STAVANGER
                                    + "&start=2026-03-01&end=2026-03-02&aggregationPeriod=1h&aggregationFunction=mean");
                }
            };
        }
    }
}
