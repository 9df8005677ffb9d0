package io.fourinsight.camel.options;

import io.fourinsight.client.Environment;
import io.fourinsight.client.session.ClientAuthenticationMethod;
import io.fourinsight.client.session.SessionType;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options that say which session asks, and where. */
@UriParams
public abstract class SessionConfiguration extends ConnectionConfiguration {

    @UriParam(label = "security", secret = true, description = "Client id of the application registered with 4Insight.")
    private @Nullable String clientId;

    @UriParam(label = "security", secret = true, description = "Client secret of the application.")
    private @Nullable String clientSecret;

    @UriParam(
            label = "security",
            defaultValue = "client",
            enums = "client,user",
            description =
                    "How to authenticate: client (OAuth 2.0 client credentials, for services) or user (a person who signed "
                            + "in; the tokens are kept on disk).")
    private SessionType sessionType = SessionType.CLIENT;

    @UriParam(
            label = "security",
            description =
                    "Separates sessions: each key has a token of its own. Letters, digits, dot, underscore and hyphen, at "
                            + "most 64 characters. If sessions are configured, the key must be one of them.")
    private @Nullable String sessionKey;

    @UriParam(
            label = "security",
            defaultValue = "post",
            enums = "post,basic",
            description =
                    "How the application authenticates at the token endpoint: post (credentials in the form) or basic (in "
                            + "the Authorization header).")
    private ClientAuthenticationMethod clientAuthentication = ClientAuthenticationMethod.POST;

    @UriParam(
            label = "security",
            defaultValue = "false",
            description =
                    "User sessions: ignore the sign-in that is stored, and wait for one that is newer than the start of the "
                            + "route.")
    private boolean authForce;

    @UriParam(
            label = "security",
            description =
                    "User sessions: the directory below which the tokens are kept; by default where the operating system "
                            + "has them.")
    private @Nullable String tokenDirectory;

    @UriParam(
            label = "security",
            defaultValue = "4subseaid.b2clogin.com,login.microsoftonline.com",
            description =
                    "User sessions: the hosts, separated by comma, that codes, refresh tokens and secrets may be sent to. "
                            + "An entry may also be a host with the first segment of a path, or a loopback address with a port.")
    private String signInHosts = "4subseaid.b2clogin.com,login.microsoftonline.com";

    @UriParam(
            label = "security",
            defaultValue = "false",
            description =
                    "User sessions: if there is no usable sign-in when the route starts, guide one on the console. Without "
                            + "a console the route does not start then. Never done while an exchange is processed.")
    private boolean interactiveLogin;

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
    private @Nullable String apiUrl;

    @UriParam(
            label = "advanced",
            description =
                    "Base URL of the DataReservoir; by default that of the environment. Must be https, except to loopback.")
    private @Nullable String reservoirUrl;

    @UriParam(
            label = "advanced",
            description =
                    "URL of the token endpoint; by default that of the environment. Must be https, except to loopback.")
    private @Nullable String tokenUrl;

    @UriParam(
            label = "advanced",
            description =
                    "User sessions: the page where people sign in and find the text to paste; by default that of the "
                            + "environment. Must be https, except to loopback.")
    private @Nullable String authorityUrl;

    @UriParam(
            label = "advanced",
            description = "Scope to ask for when the REST API is called; by default that of the environment.")
    private @Nullable String apiScope;

    @UriParam(
            label = "advanced",
            description = "Scope to ask for when the DataReservoir is called; by default that of the environment.")
    private @Nullable String reservoirScope;

    public @Nullable String getClientId() {
        return clientId;
    }

    public void setClientId(@Nullable String clientId) {
        this.clientId = clientId;
    }

    public @Nullable String getClientSecret() {
        return clientSecret;
    }

    public void setClientSecret(@Nullable String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public SessionType getSessionType() {
        return sessionType;
    }

    public void setSessionType(SessionType sessionType) {
        this.sessionType = sessionType;
    }

    public @Nullable String getSessionKey() {
        return sessionKey;
    }

    public void setSessionKey(@Nullable String sessionKey) {
        this.sessionKey = sessionKey;
    }

    public ClientAuthenticationMethod getClientAuthentication() {
        return clientAuthentication;
    }

    public void setClientAuthentication(ClientAuthenticationMethod clientAuthentication) {
        this.clientAuthentication = clientAuthentication;
    }

    public boolean isAuthForce() {
        return authForce;
    }

    public void setAuthForce(boolean authForce) {
        this.authForce = authForce;
    }

    public @Nullable String getTokenDirectory() {
        return tokenDirectory;
    }

    public void setTokenDirectory(@Nullable String tokenDirectory) {
        this.tokenDirectory = tokenDirectory;
    }

    public String getSignInHosts() {
        return signInHosts;
    }

    public void setSignInHosts(String signInHosts) {
        this.signInHosts = signInHosts;
    }

    public boolean isInteractiveLogin() {
        return interactiveLogin;
    }

    public void setInteractiveLogin(boolean interactiveLogin) {
        this.interactiveLogin = interactiveLogin;
    }

    public Environment getEnvironment() {
        return environment;
    }

    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    public @Nullable String getApiUrl() {
        return apiUrl;
    }

    public void setApiUrl(@Nullable String apiUrl) {
        this.apiUrl = apiUrl;
    }

    public @Nullable String getReservoirUrl() {
        return reservoirUrl;
    }

    public void setReservoirUrl(@Nullable String reservoirUrl) {
        this.reservoirUrl = reservoirUrl;
    }

    public @Nullable String getTokenUrl() {
        return tokenUrl;
    }

    public void setTokenUrl(@Nullable String tokenUrl) {
        this.tokenUrl = tokenUrl;
    }

    public @Nullable String getAuthorityUrl() {
        return authorityUrl;
    }

    public void setAuthorityUrl(@Nullable String authorityUrl) {
        this.authorityUrl = authorityUrl;
    }

    public @Nullable String getApiScope() {
        return apiScope;
    }

    public void setApiScope(@Nullable String apiScope) {
        this.apiScope = apiScope;
    }

    public @Nullable String getReservoirScope() {
        return reservoirScope;
    }

    public void setReservoirScope(@Nullable String reservoirScope) {
        this.reservoirScope = reservoirScope;
    }
}
