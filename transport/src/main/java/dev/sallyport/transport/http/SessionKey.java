package dev.sallyport.transport.http;

import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.Attestation.CertificateChain;
import dev.sallyport.api.identity.Attestation.SignedCloudRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/// Which requests share a session: those with the same proof, from the same address, for the same target
/// and purpose. A token that is bound to a certificate is shared by connections that show the same one; a
/// token that is proved request by request (RFC 9449) is the connection's alone, since nobody else has
/// proved it (R17).
///
/// @param digest SHA-256 of the proof, so that the table of sessions holds no token
/// @param connection the connection's number, where it is its alone; otherwise 0
/// @param target the object that serves it, so that a reload gives new sessions
/// @param proxied what opens a session in forward mode may open none in reverse mode
record SessionKey(
        String digest,
        String address,
        long connection,
        HttpTarget<?> target,
        DeclaredPurpose purpose,
        boolean proxied) {

    /// Only ever copied: that costs a tenth of asking for one.
    private static final MessageDigest EMPTY = empty();

    static SessionKey of(Approach approach, boolean perRequest, Link link, HttpTarget<?> target) {
        return new SessionKey(
                digest(approach.attestation()),
                link.address(),
                perRequest ? link.id() : 0,
                target,
                approach.purpose(),
                approach.proxied());
    }

    private static String digest(Attestation shown) {
        MessageDigest digest = sha256();
        switch (shown) {
            case BearerToken token -> digest.update(bytes(token.token()));
            case BoundToken bound -> {
                digest.update(bytes(bound.token()));
                leaf(digest, bound.chain());
            }
            case CertificateChain certificates -> leaf(digest, certificates.chain());
            case SignedCloudRequest signed -> digest.update(bytes(signed.toString()));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void leaf(MessageDigest digest, List<X509Certificate> chain) {
        digest.update((byte) 0);
        try {
            for (X509Certificate each : chain) digest.update(each.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest empty() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's SHA-256 cannot be copied", e);
        }
    }

    @Override
    public String toString() {
        return "SessionKey[" + target.name() + "]";
    }
}
