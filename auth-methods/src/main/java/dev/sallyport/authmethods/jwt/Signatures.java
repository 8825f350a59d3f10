package dev.sallyport.authmethods.jwt;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/// Who checks signatures: Amazon Corretto Crypto Provider where its native library loads, since the JDK
/// takes eight times as long for ES256 and EdDSA; the JDK elsewhere. It is used for signatures of
/// tokens and nothing else.
public final class Signatures {

    /// Null for the JDK's own. Loading takes some tenths of a second, once.
    private static final @Nullable Provider FASTEST = load();

    private Signatures() {}

    public static @Nullable Provider provider() {
        return FASTEST;
    }

    public static Signature of(String algorithm) throws GeneralSecurityException {
        return FASTEST == null ? Signature.getInstance(algorithm) : Signature.getInstance(algorithm, FASTEST);
    }

    /// The key in the provider's own form, since it would translate another one anew for each signature; as it is
    /// where the provider has no such keys.
    static PublicKey own(PublicKey key) {
        if (FASTEST == null) return key;
        try {
            return (PublicKey)
                    KeyFactory.getInstance(key.getAlgorithm(), FASTEST).translateKey(key);
        } catch (GeneralSecurityException _) {
            return key;
        }
    }

    private static @Nullable Provider load() {
        AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        return corretto.getLoadingError() == null ? corretto : null;
    }
}
