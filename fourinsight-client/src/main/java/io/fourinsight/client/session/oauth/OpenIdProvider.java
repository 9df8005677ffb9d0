package io.fourinsight.client.session.oauth;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.fourinsight.client.base.HostNames;
import io.fourinsight.client.base.Loopback;
import io.fourinsight.client.session.token.TokenFetchException;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an OpenID provider wants its users and its clients, as it says itself (OpenID Connect Discovery 1.0).
 *
 * @param namesItself whether every answer must say which provider it is from (RFC 9207)
 */
public record OpenIdProvider(String issuer, URI authorizationEndpoint, URI tokenEndpoint, boolean namesItself) {
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    /** @throws IllegalArgumentException if the issuer is neither https nor on a loopback literal */
    public static OpenIdProvider discover(URI issuer, MessageSender sender) throws TokenFetchException {
        if (!isSafe(issuer)) {
            throw new IllegalArgumentException(HostNames.flaw(issuer)
                    .map(flaw -> "The issuer is no URL: " + flaw)
                    .orElse("The issuer must be an https URL"));
        }
        String base = issuer.toString().replaceFirst("/$", "");
        String host = issuer.getRawAuthority();
        HTTPResponse response =
                sender.send(new HTTPRequest(HTTPRequest.Method.GET, URI.create(base + WELL_KNOWN)), host);
        if (response.getStatusCode() != 200) {
            throw TokenFetchException.unavailable(
                    "http_" + response.getStatusCode(),
                    host + " answered " + response.getStatusCode() + " to " + WELL_KNOWN);
        }
        OIDCProviderMetadata metadata;
        try {
            metadata = OIDCProviderMetadata.parse(response.getBody());
        } catch (ParseException | RuntimeException e) {
            throw invalid(host, "is not a discovery document"); // without e, which quotes it
        }
        // else the document of one provider could speak for another (OpenID Connect Discovery 1.0 section 4.3)
        if (!metadata.getIssuer().getValue().replaceFirst("/$", "").equals(base)) {
            throw invalid(host, "is the document of another issuer");
        }
        for (URI endpoint : Arrays.asList(metadata.getAuthorizationEndpointURI(), metadata.getTokenEndpointURI())) {
            if (!isSafe(endpoint)) {
                Optional<String> flaw = Optional.ofNullable(endpoint).flatMap(HostNames::flaw);
                throw invalid(
                        host,
                        flaw.map(why -> "names an endpoint of which " + why)
                                .orElse("names an endpoint that is not https"));
            }
        }
        return new OpenIdProvider(
                metadata.getIssuer().getValue(),
                metadata.getAuthorizationEndpointURI(),
                metadata.getTokenEndpointURI(),
                metadata.supportsAuthorizationResponseIssuerParam());
    }

    private static boolean isSafe(URI uri) {
        if (uri == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
            return false;
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("https") || scheme.equals("http") && Loopback.isAddress(uri.getHost());
    }

    private static TokenFetchException invalid(String host, String why) {
        return TokenFetchException.misconfigured(
                "invalid_discovery", "what " + host + " has at " + WELL_KNOWN + " " + why);
    }
}
