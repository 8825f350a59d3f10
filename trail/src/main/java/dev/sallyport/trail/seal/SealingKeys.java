package dev.sallyport.trail.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/// All keys that boxes may have been sealed with, old and new. Safe on every thread.
public final class SealingKeys {

    private final Map<String, SealingKey> keys = new LinkedHashMap<>();

    private SealingKeys() {}

    /// What is sealed stays so.
    public static SealingKeys none() {
        return new SealingKeys();
    }

    /// Every `seal*.key` of the folder.
    public static SealingKeys in(Path folder) throws IOException {
        SealingKeys all = new SealingKeys();
        for (Path path : KeyFile.list(folder, "seal", ".key")) {
            SealingKey key = SealingKey.read(path);
            all.keys.put(key.id(), key);
        }
        return all;
    }

    public boolean has(String keyId) {
        return keys.containsKey(keyId);
    }

    /// Empty when the key is not here, or the box was altered or belongs to another owner.
    public Optional<byte[]> open(String keyId, byte[] box, byte[] owner) {
        SealingKey key = keys.get(keyId);
        if (key == null || box.length < Sealer.NONCE + Sealer.TAG_BITS / 8) return Optional.empty();
        try {
            Cipher cipher = SealingKey.cipher();
            byte[] nonce = Arrays.copyOf(box, Sealer.NONCE);
            cipher.init(Cipher.DECRYPT_MODE, key.secret(), new GCMParameterSpec(Sealer.TAG_BITS, nonce));
            cipher.updateAAD(owner);
            return Optional.of(cipher.doFinal(box, Sealer.NONCE, box.length - Sealer.NONCE));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }
}
