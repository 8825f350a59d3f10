package dev.sallyport.authmethods.spiffe;

import static dev.sallyport.api.identity.RefusalReason.MALFORMED;

import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Quoted;
import io.spiffe.exception.InvalidSpiffeIdException;
import io.spiffe.spiffeid.SpiffeId;
import java.util.List;

/// A SPIFFE id (SPIFFE-ID §2), read strictly: in its one spelling, at most 2048 bytes.
///
/// @param path empty for the trust domain itself, otherwise beginning with `/`
record Identity(String trustDomain, String path) {

    private static final String SCHEME = "spiffe://";
    private static final int MAX_BYTES = 2048;
    private static final int MAX_TRUST_DOMAIN = 255;

    static Identity parse(String text) throws NotProven {
        if (text.length() > MAX_BYTES) throw malformed("a SPIFFE id longer than " + MAX_BYTES + " bytes", text);
        try {
            SpiffeId id = SpiffeId.parse(text);
            // the library lowers the case of scheme and trust domain; two spellings would be two names in the
            // trail
            if (!id.toString().equals(text)) throw malformed("a SPIFFE id in an unusual spelling", text);
            return new Identity(domain(id, text), id.getPath());
        } catch (InvalidSpiffeIdException | IllegalArgumentException _) {
            throw malformed("not a SPIFFE id", text);
        }
    }

    private static String domain(SpiffeId id, String text) throws NotProven {
        String domain = id.getTrustDomain().toString();
        if (domain.length() > MAX_TRUST_DOMAIN) throw malformed("its trust domain is too long", text);
        return domain;
    }

    /// A workload's own, and not that of a whole trust domain (SPIFFE-ID §2.2, X509-SVID §3.1).
    static Identity ofWorkload(String text) throws NotProven {
        Identity identity = parse(text);
        if (identity.path.isEmpty()) throw malformed("a SPIFFE id without a path names no workload", text);
        return identity;
    }

    private static NotProven malformed(String what, String text) {
        return new NotProven(MALFORMED, what + " " + Quoted.of(text));
    }

    List<String> segments() {
        return path.isEmpty() ? List.of() : List.of(path.substring(1).split("/"));
    }

    @Override
    public String toString() {
        return SCHEME + trustDomain + path;
    }
}
