package dev.sallyport.app.exec.session;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Who vouches for the gateway's certificate.
///
/// @param pem content of `--ca`; empty for whom the system trusts
public record Authorities(String pem) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// @throws CommandFailure when the file cannot be read
    public static Authorities of(@Nullable Path file) throws CommandFailure {
        if (file == null) return new Authorities("");
        try {
            return new Authorities(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException _) {
            throw new CommandFailure(ExitCode.USAGE, "--ca: cannot be read: `" + file + "`");
        }
    }

    public boolean given() {
        return !pem.isEmpty();
    }

    /// A client that follows no redirect: what it sends is for the gateway alone.
    ///
    /// @throws CommandFailure when the file holds no certificates
    public HttpClient client() throws CommandFailure {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
        if (!given()) return builder.build();
        try {
            return builder.sslContext(context()).build();
        } catch (GeneralSecurityException | IOException _) {
            throw new CommandFailure(ExitCode.USAGE, "--ca: must be a PEM file of certificates");
        }
    }

    private SSLContext context() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
        if (all.isEmpty()) throw new IOException("no certificate");
        for (Certificate certificate : all) trusted.setCertificateEntry("a" + trusted.size(), certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
