package dev.sallyport.app.exec.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Whom programs that speak HTTP are to trust, as one PEM file: most of them read one place alone, and it takes the
/// place of what the system has.
final class Trusting {

    static final String NAME = "bundle.pem";

    /// Where systems keep theirs: Debian and Alpine, Red Hat, SUSE.
    private static final List<Path> SYSTEM = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"));

    private Trusting() {}

    /// @param gateway who vouches for the gateway's certificate; the system's own where none is given
    /// @param forward PEM of the forward proxy's authority; possibly empty
    static byte[] bundle(Authorities gateway, String forward) throws IOException {
        String own = gateway.given() ? gateway.pem() : system();
        return (own.stripTrailing() + "\n" + forward).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String system() throws IOException {
        for (Path each : SYSTEM) {
            if (Files.isReadable(each)) return Files.readString(each, StandardCharsets.ISO_8859_1);
        }
        return "";
    }

    /// Every name by which a program asks for such a file: OpenSSL and Go, Node, Python's requests, curl, git, the AWS
    /// and Google command lines.
    static Stream<String> variables() {
        return Stream.of(
                "SSL_CERT_FILE",
                "NODE_EXTRA_CA_CERTS",
                "REQUESTS_CA_BUNDLE",
                "CURL_CA_BUNDLE",
                "GIT_SSL_CAINFO",
                "AWS_CA_BUNDLE");
    }
}
