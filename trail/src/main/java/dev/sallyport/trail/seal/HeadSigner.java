package dev.sallyport.trail.seal;

import dev.sallyport.trail.file.PrivateFolder;
import dev.sallyport.trail.seal.SignedHead.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/// Signs heads. Safe on every thread; a signature takes a fraction of a millisecond, so never on an event loop.
public final class HeadSigner {

    private static final String PRIVATE = "head.key";
    private static final String PUBLIC = "head.pub";

    private final PrivateKey key;
    private final String id;

    private HeadSigner(PrivateKey key, PublicKey half) {
        this.key = key;
        this.id = KeyFile.id(half.getEncoded());
    }

    /// Reads `head.key` and `head.pub`, or makes them.
    ///
    /// @throws IOException also when others could read the private one, or only one of the two is there
    public static HeadSigner in(Path folder) throws IOException {
        PrivateFolder.make(folder);
        try {
            if (!Files.exists(folder.resolve(PRIVATE))) make(folder);
            return read(folder);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("not an Ed25519 key: `" + folder.resolve(PRIVATE) + "`", e);
        }
    }

    /// The public half first: a crash in between leaves nothing that would be used.
    private static void make(Path folder) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        KeyFile.writePublic(folder.resolve(PUBLIC), base64(pair.getPublic().getEncoded()));
        KeyFile.writePrivate(folder.resolve(PRIVATE), base64(pair.getPrivate().getEncoded()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static HeadSigner read(Path folder) throws IOException, GeneralSecurityException {
        byte[] encoded = Base64.getDecoder().decode(KeyFile.readPrivate(folder.resolve(PRIVATE)));
        PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        return new HeadSigner(key, HeadKeys.read(folder.resolve(PUBLIC)));
    }

    public SignedHead sign(Claim claim, long seq, String hash, int segment, Instant at) {
        SignedHead blank = new SignedHead(claim, seq, hash, segment, at, id, "");
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(blank.signed());
            return new SignedHead(claim, seq, hash, segment, at, id, base64(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 failed", e);
        }
    }
}
