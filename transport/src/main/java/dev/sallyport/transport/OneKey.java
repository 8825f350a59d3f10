package dev.sallyport.transport;

import java.net.Socket;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// The one certificate and key that a listener has. Netty would put them into a key store of their own, encrypted with
/// a key that takes ten thousand rounds to make, and take them out again. Safe on every thread.
final class OneKey extends X509ExtendedKeyManager {

    private static final String ALIAS = "key";

    private final KeyPairing pairing;

    private OneKey(KeyPairing pairing) {
        this.pairing = pairing;
    }

    static KeyManagerFactory factory(KeyPairing pairing) {
        return new Factory(new Spi(new OneKey(pairing)));
    }

    private static final class Factory extends KeyManagerFactory {

        Factory(KeyManagerFactorySpi spi) {
            super(spi, new Nobody(), "one-key");
        }
    }

    /// A factory must name a provider; this one provides nothing.
    private static final class Nobody extends Provider {

        private static final long serialVersionUID = 1L;

        Nobody() {
            super("sallyport", "1", "the key of a listener");
        }
    }

    private static final class Spi extends KeyManagerFactorySpi {

        private final OneKey key;

        Spi(OneKey key) {
            this.key = key;
        }

        @Override
        protected void engineInit(@Nullable KeyStore store, char @Nullable [] password) {}

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {}

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return new KeyManager[] {key};
        }
    }

    /// `EC`, and the names that TLS 1.2 has for the same key (`EC_EC`, `EC_RSA`); `RSA`.
    private boolean is(String type) {
        String mine = pairing.key().getAlgorithm();
        return type.equals(mine) || type.startsWith(mine + "_");
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return is(type) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return is(type) ? ALIAS : null;
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return is(type) ? new String[] {ALIAS} : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return alias.equals(ALIAS) ? pairing.chain() : null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return alias.equals(ALIAS) ? pairing.key() : null;
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null; // a listener is nobody's client
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
