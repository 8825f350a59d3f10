package dev.sallyport.sessions.token;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import org.jspecify.annotations.Nullable;

/// Who signs and checks: Amazon Corretto Crypto Provider where its native library loads, since the JDK
/// takes eight times as long for ES256; the JDK elsewhere. The auth methods choose the same way, in a
/// room that this one does not know.
final class Signatures {

    private static final @Nullable Provider FASTEST = load();

    private Signatures() {}

    /// Null for the JDK's own.
    static @Nullable Provider provider() {
        return FASTEST;
    }

    /// The key in the provider's own form: it would translate another one anew for each signature, which
    /// takes as long as to sign.
    static PrivateKey own(ECPrivateKey key) throws JOSEException {
        return (PrivateKey) translated(key);
    }

    /// As [#own(ECPrivateKey)].
    static ECPublicKey own(ECPublicKey key) throws JOSEException {
        return (ECPublicKey) translated(key);
    }

    private static Key translated(Key key) throws JOSEException {
        if (FASTEST == null) return key;
        try {
            return KeyFactory.getInstance("EC", FASTEST).translateKey(key);
        } catch (GeneralSecurityException e) {
            throw new JOSEException("a key of P-256 cannot be used", e);
        }
    }

    private static @Nullable Provider load() {
        AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        return corretto.getLoadingError() == null ? corretto : null;
    }
}
