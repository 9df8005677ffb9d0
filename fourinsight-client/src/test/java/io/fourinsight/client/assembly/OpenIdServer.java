package io.fourinsight.client.assembly;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An OpenID provider that checks what clients send, by Nimbus: redirect URI, code, PKCE. */
final class OpenIdServer implements AutoCloseable {
    final List<String> refusals = new CopyOnWriteArrayList<>();
    volatile String subject = "alice";
    volatile String nonceInstead;
    volatile boolean namesItself = true;
    volatile String issuerInstead;

    private final HttpServer server;
    private final Map<String, AuthenticationRequest> codes = new ConcurrentHashMap<>();

    OpenIdServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/.well-known/openid-configuration", this::discovery);
        server.createContext("/token", this::token);
        server.start();
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    URI tokenUrl() {
        return issuer().resolve("/token");
    }

    /** What the page does when the user agrees: the address that the browser is sent to. */
    URI agree(URI page) throws Exception {
        AuthenticationRequest request = AuthenticationRequest.parse(page);
        String code = "code-" + codes.size();
        codes.put(code, request);
        return URI.create(request.getRedirectionURI() + "?code=" + code + "&state="
                + request.getState().getValue() + (namesItself ? "&iss=" + issuer() : ""));
    }

    private void discovery(HttpExchange exchange) throws IOException {
        Issuer issuer = new Issuer(issuerInstead == null ? issuer().toString() : issuerInstead);
        OIDCProviderMetadata metadata =
                new OIDCProviderMetadata(issuer, List.of(SubjectType.PUBLIC), issuer().resolve("/jwks"));
        metadata.setAuthorizationEndpointURI(issuer().resolve("/authorize"));
        metadata.setTokenEndpointURI(tokenUrl());
        metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
        metadata.setSupportsAuthorizationResponseIssuerParam(namesItself);
        answer(exchange, 200, metadata.toString());
    }

    private void token(HttpExchange exchange) throws IOException {
        try {
            HTTPRequest http = new HTTPRequest(HTTPRequest.Method.POST, tokenUrl());
            http.setContentType("application/x-www-form-urlencoded");
            http.setBody(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            AuthorizationCodeGrant grant =
                    (AuthorizationCodeGrant) TokenRequest.parse(http).getAuthorizationGrant();
            AuthenticationRequest request =
                    codes.remove(grant.getAuthorizationCode().getValue());
            if (request == null) {
                refuse(exchange, "code unknown or used");
                return;
            }
            CodeChallenge challenge = CodeChallenge.compute(request.getCodeChallengeMethod(), grant.getCodeVerifier());
            if (!challenge.equals(request.getCodeChallenge())
                    || !"S256".equals(request.getCodeChallengeMethod().getValue())) {
                refuse(exchange, "PKCE");
            } else if (!request.getRedirectionURI().equals(grant.getRedirectionURI())) {
                refuse(exchange, "redirect_uri");
            } else {
                answer(exchange, 200, tokens(request));
            }
        } catch (Exception e) {
            refuse(exchange, e.toString());
        }
    }

    private String tokens(AuthenticationRequest request) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(subject)
                .claim("email", subject + "@example.com")
                .claim("nonce", nonceInstead == null ? request.getNonce().getValue() : nonceInstead)
                .build();
        return "{\"access_token\":\"Secret-Access\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"scope\":\"openid\","
                + "\"refresh_token\":\"Secret-Refresh\",\"id_token\":\"" + new PlainJWT(claims).serialize() + "\"}";
    }

    private void refuse(HttpExchange exchange, String why) throws IOException {
        refusals.add(why);
        answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
