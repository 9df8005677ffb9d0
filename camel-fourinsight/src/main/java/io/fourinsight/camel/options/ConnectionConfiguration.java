package io.fourinsight.camel.options;

import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options that say how requests are made, and with how much patience. */
@UriParams
public abstract class ConnectionConfiguration {

    @UriParam(
            label = "advanced",
            description =
                    "Name of the camel-http component whose TLS, proxy and pool settings are used; https by default, http "
                            + "if the URL is an http one.")
    private @Nullable String httpComponent;

    @UriParam(
            label = "advanced",
            defaultValue = "10s",
            description =
                    "How long to wait for a connection to be established. Wins over the setting of the http component.")
    private Duration connectTimeout = Duration.ofSeconds(10);

    @UriParam(
            label = "advanced",
            defaultValue = "100s",
            description =
                    "How long to wait for the next bytes of an answer. Wins over the setting of the http component.")
    private Duration responseTimeout = Duration.ofSeconds(100);

    @UriParam(
            label = "advanced",
            defaultValue = "10m",
            description =
                    "Bounds a request as a whole: its repetitions, the pauses between them and the reading of the body.")
    private Duration requestTimeout = Duration.ofMinutes(10);

    @UriParam(
            label = "advanced",
            defaultValue = "15s",
            description =
                    "Bounds a token request as a whole, and how long an exchange that has no valid token waits for one.")
    private Duration tokenTimeout = Duration.ofSeconds(15);

    @UriParam(
            label = "advanced",
            defaultValue = "3",
            description =
                    "How many times a request is repeated after status 413, 429, 502, 503 or 504 or a connection failure. "
                            + "POST and PATCH are repeated only if the service did nothing (429, 503).")
    private int maxRetries = 3;

    @UriParam(
            label = "advanced",
            defaultValue = "500ms",
            description =
                    "The longest first pause before a repetition. It doubles with each one, and half of it is random.")
    private Duration retryBackoff = Duration.ofMillis(500);

    @UriParam(
            label = "advanced",
            defaultValue = "60s",
            description =
                    "The longest Retry-After of the service that is waited for; a longer one fails the exchange at once.")
    private Duration maxRetryAfter = Duration.ofSeconds(60);

    @UriParam(
            label = "advanced",
            defaultValue = "64MiB",
            description =
                    "How large an answer that is held in memory may be after decompression: bytes, or with the unit KiB, MiB, "
                            + "GiB or TiB. Streams and day files are not bounded by it.")
    private String maxResponseSize = "64MiB";

    public @Nullable String getHttpComponent() {
        return httpComponent;
    }

    public void setHttpComponent(@Nullable String httpComponent) {
        this.httpComponent = httpComponent;
    }

    public Duration getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public Duration getResponseTimeout() {
        return responseTimeout;
    }

    public void setResponseTimeout(Duration responseTimeout) {
        this.responseTimeout = responseTimeout;
    }

    public Duration getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(Duration requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public Duration getTokenTimeout() {
        return tokenTimeout;
    }

    public void setTokenTimeout(Duration tokenTimeout) {
        this.tokenTimeout = tokenTimeout;
    }

    public int getMaxRetries() {
        return maxRetries;
    }

    public void setMaxRetries(int maxRetries) {
        this.maxRetries = maxRetries;
    }

    public Duration getRetryBackoff() {
        return retryBackoff;
    }

    public void setRetryBackoff(Duration retryBackoff) {
        this.retryBackoff = retryBackoff;
    }

    public Duration getMaxRetryAfter() {
        return maxRetryAfter;
    }

    public void setMaxRetryAfter(Duration maxRetryAfter) {
        this.maxRetryAfter = maxRetryAfter;
    }

    public String getMaxResponseSize() {
        return maxResponseSize;
    }

    public void setMaxResponseSize(String maxResponseSize) {
        this.maxResponseSize = maxResponseSize;
    }
}
