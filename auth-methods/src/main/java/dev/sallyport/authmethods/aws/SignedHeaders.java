package dev.sallyport.authmethods.aws;

import static dev.sallyport.api.identity.RefusalReason.WRONG_AUDIENCE;

import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Quoted;
import java.util.Set;
import java.util.TreeSet;

/// What the signature has to cover.
final class SignedHeaders {

    private SignedHeaders() {}

    /// Without it the request could have been signed for anyone, such as an EKS cluster.
    static void audience(Set<String> signed) throws NotProven {
        if (!signed.contains(Headers.AUDIENCE)) {
            throw new NotProven(WRONG_AUDIENCE, "the signature does not cover " + Headers.AUDIENCE);
        }
    }

    static void same(Set<String> there, Set<String> signed) throws NotProven {
        Set<String> unsigned = new TreeSet<>(there);
        unsigned.removeAll(signed);
        Set<String> missing = new TreeSet<>(signed);
        missing.removeAll(there);
        if (!unsigned.isEmpty()) {
            throw Malformed.because("the signature does not cover a header " + Quoted.of(String.join(", ", unsigned)));
        }
        if (!missing.isEmpty()) {
            throw Malformed.because("a signed header is not there " + Quoted.of(String.join(", ", missing)));
        }
    }
}
