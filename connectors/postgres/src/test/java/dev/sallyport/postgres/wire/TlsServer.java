package dev.sallyport.postgres.wire;

import dev.sallyport.postgres.lease.ScramSecret;
import io.netty.pkitesting.X509Bundle;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A real PostgreSQL with `ssl = on` and the certificate of a test. Everyone but its own superuser is asked for SCRAM.
final class TlsServer implements AutoCloseable {

    static final String ADMIN = "gateway";
    static final String ADMIN_PASSWORD = "gateway-password";

    private final EmbeddedPostgres postgres;

    /// @param lease the secret of the role `lease`
    TlsServer(X509Bundle certificate, ScramSecret lease) throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("password_encryption", "scram-sha-256")
                .setServerConfig("ssl", "on")
                .setDataDirectoryCustomizer(data -> install(certificate, data))
                .start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create role lease login superuser password '" + lease.verifier() + "'");
            statement.execute("create role " + ADMIN + " login createrole password '" + ADMIN_PASSWORD + "'");
        }
    }

    private static void install(X509Bundle certificate, File data) {
        Path folder = data.toPath();
        try {
            Files.writeString(folder.resolve("server.crt"), certificate.getCertificatePathPEM());
            Path key = Files.writeString(folder.resolve("server.key"), certificate.getPrivateKeyPEM());
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            Files.writeString(
                    folder.resolve("pg_hba.conf"),
                    "host all postgres all trust\nlocal all postgres trust\nhost all all all scram-sha-256\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return postgres.getPort();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
