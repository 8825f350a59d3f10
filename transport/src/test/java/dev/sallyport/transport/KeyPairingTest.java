package dev.sallyport.transport;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.authmethod.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever mixed files up is told which of them it is.
class KeyPairingTest {

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void whatIsNoCertificateIsNamed() throws Exception {
        Path certificate = file("server.crt", "garbage");
        assertThatThrownBy(() -> KeyPairing.read(certificate, file("server.key", "")))
                .isInstanceOf(IOException.class)
                .hasMessage("no certificates in PEM form, leaf first: `" + certificate + "`");
    }

    @Test
    void whatIsNoKeyIsNamed() throws Exception {
        Path key = file("server.key", "garbage");
        assertThatThrownBy(() -> KeyPairing.read(certificate(), key))
                .isInstanceOf(IOException.class)
                .hasMessage("no EC key, as the certificate's is, in PKCS #8 and PEM form: `" + key + "`");
    }

    @Test
    void aKeyOfAnotherKindIsNamed() throws Exception {
        byte[] rsa = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        Path key = file(
                "server.key",
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(rsa)
                        + "\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> KeyPairing.read(certificate(), key))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no EC key");
    }

    private Path certificate() throws Exception {
        return SelfSigned.in(folder).pem(folder);
    }
}
