package io.fourinsight.client.session.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/**
 * Reads an ID token (OpenID Connect Core section 2) for the name of the person that signed in.
 *
 * <p>Its signature is not checked. It came over TLS from the token endpoint itself, which OpenID Connect Core section
 * 3.1.3.7 accepts instead; and nothing is granted for it, it is only shown and compared.
 */
public final class IdToken {
    private final JWTClaimsSet claims;

    private IdToken(JWTClaimsSet claims) {
        this.claims = claims;
    }

    /** Empty if the answer has none that can be read. */
    public static Optional<IdToken> in(ObjectNode answer) {
        try {
            JWTClaimsSet claims =
                    JWTParser.parse(answer.path("id_token").asText()).getJWTClaimsSet();
            return Optional.ofNullable(claims).map(IdToken::new);
        } catch (ParseException | RuntimeException e) {
            return Optional.empty(); // without e, which quotes the token
        }
    }

    /** The e-mail address, which people know, with the identifier, which stays when the address is given away. */
    public Optional<String> subject() {
        Optional<String> id = text("sub");
        Optional<String> address = text("email").or(this::firstOfEmails).or(() -> text("preferred_username"));
        return address.isPresent() && id.isPresent()
                ? Optional.of(address.get() + " (" + id.get() + ")")
                : address.or(() -> id);
    }

    public boolean hasNonce(String nonce) {
        return text("nonce").filter(nonce::equals).isPresent();
    }

    private Optional<String> text(String claim) {
        return claims.getClaim(claim) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** As Azure AD B2C has it. */
    private Optional<String> firstOfEmails() {
        return claims.getClaim("emails") instanceof List<?> list
                        && !list.isEmpty()
                        && list.get(0) instanceof String first
                ? Optional.of(first)
                : Optional.empty();
    }

    /** Says nothing of what is in it. */
    @Override
    public String toString() {
        return "IdToken[***]";
    }
}
