package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Service;
import java.util.List;
import java.util.Map;

/** OpenID discovery: where the endpoints are, and what they can do. */
final class Discovery implements Service {

    private final Map<String, Object> metadata;

    Discovery(Endpoints endpoints, UserScopes scopes) {
        OIDCProviderMetadata provider =
                new OIDCProviderMetadata(new Issuer(endpoints.issuer()), List.of(SubjectType.PUBLIC), endpoints.keys());
        provider.setAuthorizationEndpointURI(endpoints.authorize());
        provider.setTokenEndpointURI(endpoints.token());
        provider.setScopes(scopes.all());
        provider.setResponseTypes(List.of(ResponseType.CODE));
        provider.setResponseModes(List.of(ResponseMode.QUERY));
        provider.setGrantTypes(
                List.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.CLIENT_CREDENTIALS));
        provider.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
        provider.setTokenEndpointAuthMethods(List.of(
                ClientAuthenticationMethod.CLIENT_SECRET_POST,
                ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                ClientAuthenticationMethod.NONE));
        provider.setIDTokenJWSAlgs(List.of(IdTokens.ALGORITHM));
        provider.setClaims(
                List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "name", "preferred_username"));
        provider.setSupportsAuthorizationResponseIssuerParam(true);
        provider.setSupportsRequestURIParam(false);
        metadata = provider.toJSONObject();
    }

    @Override
    public Response answer(Request request) {
        return Response.json(200, metadata);
    }
}
