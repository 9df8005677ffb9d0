package io.fourinsight.camel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenIdTest {

    private final Sandbox sandbox = Sandbox.start();
    private final TestClient client = new TestClient(sandbox);
    private final TestUserClient user = new TestUserClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void discoveryTellsWhereAndWhatTheEndpointsAre() throws Exception {
        OIDCProviderMetadata metadata = metadata();

        assertThat(metadata.getIssuer().getValue()).isEqualTo(sandbox.issuer().toString());
        assertThat(metadata.getTokenEndpointURI()).isEqualTo(sandbox.tokenUrl());
        assertThat(metadata.getAuthorizationEndpointURI())
                .isEqualTo(sandbox.tokenUrl().resolve(Sandbox.AUTHORIZE_PATH));
        assertThat(metadata.getCodeChallengeMethods()).containsExactly(CodeChallengeMethod.S256);
        assertThat(metadata.supportsAuthorizationResponseIssuerParam()).isTrue();
        assertThat(metadata.getIDTokenJWSAlgs()).containsExactly(JWSAlgorithm.RS256);
        assertThat(metadata.getScopes().toStringList())
                .contains(sandbox.apiUserScope().split(" "));
    }

    @Test
    void idTokenSaysWhoSignedIn() throws Exception {
        JWT idToken = JWTParser.parse(user.tokens().path("id_token").asText());

        IDTokenClaimsSet claims = validator(Sandbox.NATIVE_CLIENT_ID).validate(idToken, new Nonce("n-0nce"));

        assertThat(claims.getStringClaim("preferred_username")).isEqualTo(Sandbox.USER);
        assertThat(claims.getSubject().getValue()).hasSize(36);
        assertThat(claims.getAuthenticationTime()).isNotNull();
    }

    @Test
    void idTokenIsForOneClientAndOneSignIn() throws Exception {
        JWT idToken = JWTParser.parse(user.tokens().path("id_token").asText());

        assertThatThrownBy(() -> validator(Sandbox.NATIVE_CLIENT_ID).validate(idToken, new Nonce("other")))
                .isInstanceOf(BadJWTException.class);
        assertThatThrownBy(() -> validator(Sandbox.USER_CLIENT_ID).validate(idToken, new Nonce("n-0nce")))
                .isInstanceOf(BadJWTException.class);
    }

    @Test
    void onlyThePublicPartOfTheKeyIsShown() throws Exception {
        assertThat(keys().getKeys()).singleElement().satisfies(key -> {
            assertThat(key.isPrivate()).isFalse();
            assertThat(key.getKeyID()).isNotEmpty();
        });
    }

    private OIDCProviderMetadata metadata() throws Exception {
        return OIDCProviderMetadata.parse(client.getWithoutToken(sandbox.issuer() + "/.well-known/openid-configuration")
                .body());
    }

    private JWKSet keys() throws Exception {
        URI keys = metadata().getJWKSetURI();
        return JWKSet.parse(client.getWithoutToken(keys.toString()).body());
    }

    private IDTokenValidator validator(String clientId) throws Exception {
        return new IDTokenValidator(metadata().getIssuer(), new ClientID(clientId), JWSAlgorithm.RS256, keys());
    }
}
