package dev.sallyport.sessions.token;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import org.jspecify.annotations.Nullable;

/// Who signs and checks: Amazon Corretto Crypto Provider where its native library loads, since the JDK
/// takes eight
/// times
/// as long for ES256; the JDK elsewhere. The auth methods choose the same way, in a room that this one
/// does not know.
final class Signatures {

    private static final @Nullable Provider FASTEST = load();

    private Signatures() {}

    /// Null for the JDK's own.
    static @Nullable Provider provider() {
        return FASTEST;
    }

    private static @Nullable Provider load() {
        AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        return corretto.getLoadingError() == null ? corretto : null;
    }
}
