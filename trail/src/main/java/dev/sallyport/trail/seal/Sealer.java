package dev.sallyport.trail.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// Encrypts with AES-256-GCM. Not thread-safe: one per pen.
///
/// No nonce is ever used twice: 8 random bytes drawn by each sealer, and a 4-byte counter; a sealer whose counter is
/// used up draws anew.
public final class Sealer {

    static final int NONCE = 12;
    static final int TAG_BITS = 128;

    private final SealingKey key;
    private final SecureRandom random = new SecureRandom();
    private final byte[] nonce = new byte[NONCE];
    private final Cipher cipher = SealingKey.cipher();
    private int counter;

    Sealer(SealingKey key) {
        this.key = key;
        random.nextBytes(nonce);
    }

    public String keyId() {
        return key.id();
    }

    /// @param owner what the box is bound to; it must be given again to open it
    /// @return nonce, encrypted bytes, tag
    public byte[] seal(byte[] plain, int length, byte[] owner) {
        next();
        byte[] box = new byte[NONCE + length + TAG_BITS / 8];
        System.arraycopy(nonce, 0, box, 0, NONCE);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner);
            cipher.doFinal(plain, 0, length, box, NONCE);
            return box;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    private void next() {
        if (++counter == 0) random.nextBytes(nonce);
        ByteBuffer.wrap(nonce).putInt(NONCE - Integer.BYTES, counter);
    }
}
