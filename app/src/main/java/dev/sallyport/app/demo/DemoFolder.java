package dev.sallyport.app.demo;

import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/// The files a gateway is started from, in a folder of its own: configuration, certificate, the account's password.
public final class DemoFolder implements AutoCloseable {

    private final Path folder;

    private DemoFolder(Path folder) {
        this.folder = folder;
    }

    public static DemoFolder create() throws IOException {
        return new DemoFolder(Files.createTempDirectory("sallyport-"));
    }

    public Path path() {
        return folder;
    }

    /// Where agents find the authority that the gateway's certificate comes from.
    public Path certificate() {
        return folder.resolve("server.crt");
    }

    public Path configuration() {
        return folder.resolve("sallyport.yaml");
    }

    /// A certificate for `localhost`, made now.
    public void writeCertificate() throws IOException {
        try {
            var bundle = new CertificateBuilder()
                    .subject("CN=localhost")
                    .addSanDnsName("localhost")
                    .ecp256()
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
            Files.writeString(certificate(), bundle.getCertificatePathPEM());
            writePrivate("server.key", bundle.getPrivateKeyPEM());
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the certificate cannot be made", e);
        }
    }

    public void writePrivate(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    @Override
    public void close() throws IOException {
        delete(folder);
    }

    /// Whatever is in it, too; nothing when it is not there.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path directory, java.io.@org.jspecify.annotations.Nullable IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
