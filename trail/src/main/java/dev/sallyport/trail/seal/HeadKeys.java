package dev.sallyport.trail.seal;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/// The public keys that a verifier trusts. Safe on every thread.
public final class HeadKeys {

    private final Map<String, PublicKey> keys = new LinkedHashMap<>();

    private final boolean anyone;

    private HeadKeys(boolean anyone) {
        this.anyone = anyone;
    }

    /// Looks at no signature: for a machine that has no key. Heads must still agree with the chain.
    public static HeadKeys unchecked() {
        return new HeadKeys(true);
    }

    /// Every `head*.pub` of a folder. A verifier that does not trust the gateway's machine keeps its own copy.
    public static HeadKeys in(Path folder) throws IOException {
        HeadKeys all = new HeadKeys(false);
        for (Path path : KeyFile.list(folder, "head", ".pub")) {
            PublicKey key = read(path);
            all.keys.put(KeyFile.id(key.getEncoded()), key);
        }
        return all;
    }

    static PublicKey read(Path path) throws IOException {
        try {
            byte[] encoded = Base64.getDecoder().decode(KeyFile.read(path));
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("not an Ed25519 public key: `" + path + "`", e);
        }
    }

    /// False as well when the head names a key that is not here.
    public boolean trusts(SignedHead head) {
        if (anyone) return true;
        PublicKey key = keys.get(head.key());
        if (key == null) return false;
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(head.signed());
            return signature.verify(Base64.getDecoder().decode(head.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }
}
