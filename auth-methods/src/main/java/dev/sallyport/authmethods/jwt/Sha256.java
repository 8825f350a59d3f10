package dev.sallyport.authmethods.jwt;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// SHA-256, as JOSE writes it.
public final class Sha256 {

    /// Never used itself, only copied: that spares the search among the providers, which took as long as the hash of
    /// a token.
    private static final MessageDigest UNUSED = unused();

    private Sha256() {}

    public static byte[] of(byte[] bytes) {
        try {
            return ((MessageDigest) UNUSED.clone()).digest(bytes);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest unused() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// base64url without padding.
    public static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(of(bytes));
    }
}
