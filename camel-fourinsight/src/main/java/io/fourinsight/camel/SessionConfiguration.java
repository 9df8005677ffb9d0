package io.fourinsight.camel;

import io.fourinsight.camel.session.ClientAuthenticationMethod;
import io.fourinsight.camel.session.SessionType;
import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options that say who asks, where, and with how much patience. */
@UriParams
public abstract class SessionConfiguration {

    @UriParam(label = "security", secret = true, description = "Client id of the application registered with 4Insight.")
    private String clientId;

    @UriParam(label = "security", secret = true, description = "Client secret of the application.")
    private String clientSecret;

    @UriParam(
            label = "security",
            defaultValue = "client",
            enums = "client",
            description = "How to authenticate: client (OAuth 2.0 client credentials, for services).")
    private SessionType sessionType = SessionType.CLIENT;

    @UriParam(
            label = "security",
            description =
                    "Separates sessions: each key has a token of its own. Letters, digits, dot, underscore and hyphen, at "
                            + "most 64 characters. If sessions are configured, the key must be one of them.")
    private String sessionKey;

    @UriParam(
            label = "security",
            defaultValue = "post",
            enums = "post,basic",
            description =
                    "How the application authenticates at the token endpoint: post (credentials in the form) or basic (in "
                            + "the Authorization header).")
    private ClientAuthenticationMethod clientAuthentication = ClientAuthenticationMethod.POST;

    @UriParam(
            defaultValue = "prod",
            enums = "prod,qa,test,dev",
            description = "The 4Insight environment, which sets the URLs and scopes that are not set on their own.")
    private Environment environment = Environment.PROD;

    @UriParam(
            label = "advanced",
            description =
                    "Base URL of the 4Insight REST API; by default that of the environment. Must be https, except to "
                            + "loopback.")
    private String apiUrl;

    @UriParam(
            label = "advanced",
            description =
                    "Base URL of the DataReservoir; by default that of the environment. Must be https, except to loopback.")
    private String reservoirUrl;

    @UriParam(
            label = "advanced",
            description =
                    "URL of the token endpoint; by default that of the environment. Must be https, except to loopback.")
    private String tokenUrl;

    @UriParam(
            label = "advanced",
            description = "Scope to ask for when the REST API is called; by default that of the environment.")
    private String apiScope;

    @UriParam(
            label = "advanced",
            description = "Scope to ask for when the DataReservoir is called; by default that of the environment.")
    private String reservoirScope;

    @UriParam(
            label = "advanced",
            description =
                    "Name of the camel-http component whose TLS, proxy and pool settings are used; https by default, http "
                            + "if the URL is an http one.")
    private String httpComponent;

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

    public String getClientId() {
        return clientId;
    }

    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public SessionType getSessionType() {
        return sessionType;
    }

    public void setSessionType(SessionType sessionType) {
        this.sessionType = sessionType;
    }

    public String getSessionKey() {
        return sessionKey;
    }

    public void setSessionKey(String sessionKey) {
        this.sessionKey = sessionKey;
    }

    public ClientAuthenticationMethod getClientAuthentication() {
        return clientAuthentication;
    }

    public void setClientAuthentication(ClientAuthenticationMethod clientAuthentication) {
        this.clientAuthentication = clientAuthentication;
    }

    public Environment getEnvironment() {
        return environment;
    }

    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    public String getApiUrl() {
        return apiUrl;
    }

    public void setApiUrl(String apiUrl) {
        this.apiUrl = apiUrl;
    }

    public String getReservoirUrl() {
        return reservoirUrl;
    }

    public void setReservoirUrl(String reservoirUrl) {
        this.reservoirUrl = reservoirUrl;
    }

    public String getTokenUrl() {
        return tokenUrl;
    }

    public void setTokenUrl(String tokenUrl) {
        this.tokenUrl = tokenUrl;
    }

    public String getApiScope() {
        return apiScope;
    }

    public void setApiScope(String apiScope) {
        this.apiScope = apiScope;
    }

    public String getReservoirScope() {
        return reservoirScope;
    }

    public void setReservoirScope(String reservoirScope) {
        this.reservoirScope = reservoirScope;
    }

    public String getHttpComponent() {
        return httpComponent;
    }

    public void setHttpComponent(String httpComponent) {
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
}
