package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.TokenRequest;
import java.util.Map;

/** One OAuth 2.0 grant type: what a client gets for its request. */
@FunctionalInterface
interface Grant {

    /**
     * @param clientId a client that has proven its identity
     * @return the members of the token response
     */
    Map<String, Object> redeem(TokenRequest request, String clientId);
}
