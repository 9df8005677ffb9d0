package io.fourinsight.camel;

/** The credentials of one session key, from {@code camel.component.fourinsight.sessions[key].client-id} and its like. */
public class SessionCredentials {

    private String clientId;
    private String clientSecret;

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
}
