package dev.sallyport.app.service;

import dev.sallyport.authmethods.condition.ClaimsCondition;
import dev.sallyport.authmethods.jwt.Signatures;
import dev.sallyport.transport.TlsEngine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.jspecify.annotations.Nullable;

/// What every gateway needs and takes some tenths of a second to load: made ready on a thread of its own while the
/// command line and the configuration are read. Nothing waits for it, and what fails here fails again, and is told,
/// where it is used.
public final class Preparation {

    private static final byte[] NOTHING = "sallyport".getBytes(StandardCharsets.US_ASCII);

    private Preparation() {}

    public static void begin() {
        Thread.ofPlatform().daemon().name("preparation").start(Preparation::prepare);
    }

    private static void prepare() {
        ClaimsCondition.compile("preparation", "claims.sub == \"nobody\"");
        TlsEngine.here();
        try {
            signatures(Signatures.provider());
        } catch (GeneralSecurityException e) {
            System.getLogger(Preparation.class.getName())
                    .log(System.Logger.Level.DEBUG, "signatures are not ready yet", e);
        }
    }

    private static void signatures(@Nullable Provider provider) throws GeneralSecurityException {
        KeyPairGenerator keys =
                provider == null ? KeyPairGenerator.getInstance("EC") : KeyPairGenerator.getInstance("EC", provider);
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = keys.generateKeyPair();
        Signature signature = Signatures.of("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(NOTHING);
        byte[] signed = signature.sign();
        signature.initVerify(pair.getPublic());
        signature.update(NOTHING);
        signature.verify(signed);
    }
}
