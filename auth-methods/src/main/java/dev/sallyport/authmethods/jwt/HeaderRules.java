package dev.sallyport.authmethods.jwt;

import static dev.sallyport.api.identity.RefusalReason.ALGORITHM_NOT_ALLOWED;
import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_KEY;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a token says about itself before anything is proved (RFC 7515 §4.1, RFC 8725). `jku`, `jwk`, `x5u`, `x5c` and
/// all the rest are ignored: a token does not choose the key it is checked with, only names one of the issuer's.
public final class HeaderRules {

    /// Explicit types (RFC 8725 §3.11) under which an issuer hands out proofs of identity; a logout token or a DPoP
    /// proof with the same issuer and key is something else.
    public static final Set<String> IDENTITY_TYPES = Set.of("", "jwt", "at+jwt", "jose");

    private final Set<String> types;
    private final Set<SignatureAlgorithm> allowed;

    /// @param algorithms such as `ES256`; unknown ones are left out
    /// @param types of `typ` in lower case, without `application/`; an empty one for a token that has none
    public HeaderRules(Set<String> algorithms, Set<String> types) {
        this.types = Set.copyOf(types);
        allowed = algorithms.stream()
                .flatMap(name -> SignatureAlgorithm.named(name).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    public void check(Map<String, Object> header) throws NotProven {
        if (header.containsKey("crit")) {
            // RFC 7515 §4.1.11: what is not understood must not be ignored, and no extension is
            throw new NotProven(UNSUPPORTED, "the token demands an extension (crit) that is not supported");
        }
        if (!Json.text(header, "cty").isEmpty()) {
            throw new NotProven(UNSUPPORTED, "a token inside a token (cty) is not accepted; send the inner one");
        }
        String type = Json.text(header, "typ").toLowerCase(Locale.ROOT);
        if (!types.contains(type.startsWith("application/") ? type.substring("application/".length()) : type)) {
            throw new NotProven(UNSUPPORTED, "not a proof of identity but another type of token " + Quoted.of(type));
        }
    }

    public SignatureAlgorithm algorithm(Map<String, Object> header) throws NotProven {
        String name = Json.text(header, "alg");
        if (name.isEmpty()) {
            throw new NotProven(MALFORMED, "the token names no signature algorithm (alg)");
        }
        return SignatureAlgorithm.named(name)
                .filter(allowed::contains)
                .orElseThrow(() -> new NotProven(
                        ALGORITHM_NOT_ALLOWED,
                        "signed with an algorithm that this method does not accept " + Quoted.of(name)));
    }

    public String keyId(Map<String, Object> header) throws NotProven {
        String kid = Json.text(header, "kid");
        if (kid.isEmpty()) {
            throw new NotProven(UNKNOWN_KEY, "the token does not say which of the issuer's keys signed it (kid)");
        }
        return kid;
    }
}
