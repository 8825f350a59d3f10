package dev.sallyport.authmethods.dpop;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Nonces that a client must put into its DPoP proofs (RFC 9449 §8), so that no proof can be made ahead of its use.
/// Nothing is remembered: a nonce is the second it was given out in and a MAC of it. Safe on every thread.
public final class Nonces {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int TIME_BYTES = Long.BYTES;
    private static final int MAC_BYTES = 16;
    private static final int CHARACTERS = (TIME_BYTES + MAC_BYTES) * 4 / 3;

    private final SecretKeySpec key;
    private final Duration lifetime;

    /// @param key 32 random bytes that nobody else knows; nonces of another key are refused
    /// @param lifetime how long one is accepted
    public Nonces(byte[] key, Duration lifetime) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.lifetime = lifetime;
    }

    /// One to use from now on: 32 characters of base64url.
    public String at(Instant now) {
        byte[] time =
                ByteBuffer.allocate(TIME_BYTES).putLong(now.getEpochSecond()).array();
        byte[] whole = ByteBuffer.allocate(TIME_BYTES + MAC_BYTES)
                .put(time)
                .put(mac(time))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /// Whether it was given out here, and not too long ago. Any text may be asked about.
    public boolean accepts(String nonce, Instant now) {
        if (nonce.length() != CHARACTERS) return false;
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException _) {
            return false;
        }
        byte[] time = Arrays.copyOf(whole, TIME_BYTES);
        byte[] said = Arrays.copyOfRange(whole, TIME_BYTES, whole.length);
        return MessageDigest.isEqual(said, mac(time))
                && fresh(Instant.ofEpochSecond(ByteBuffer.wrap(time).getLong()), now);
    }

    /// A clock that was set back must not make one last.
    private boolean fresh(Instant given, Instant now) {
        return now.isBefore(given.plus(lifetime)) && !now.isBefore(given.minus(lifetime));
    }

    private byte[] mac(byte[] time) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(time), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
