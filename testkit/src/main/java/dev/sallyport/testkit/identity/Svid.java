package dev.sallyport.testkit.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// An X.509-SVID with its key, as the Workload API hands it out.
///
/// @param chain leaf first, without the root
public record Svid(List<X509Certificate> chain, PrivateKey key) {

    public Svid {
        chain = List.copyOf(chain);
    }

    public X509Certificate leaf() {
        return chain.getFirst();
    }

    public String chainPem() {
        return chain.stream()
                .map(certificate -> pem("CERTIFICATE", SpiffeAuthority.encoded(certificate)))
                .collect(Collectors.joining());
    }

    /// PKCS#8.
    public String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /// Writes `NAME.crt` and `NAME.key`, the key readable by its owner alone, as libpq demands.
    ///
    /// @return the certificate's file
    public Path write(Path folder, String name) throws IOException {
        Path certificate = Files.writeString(folder.resolve(name + ".crt"), chainPem());
        Path secret = folder.resolve(name + ".key");
        Files.writeString(secret, keyPem());
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        return certificate;
    }

    static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }
}
