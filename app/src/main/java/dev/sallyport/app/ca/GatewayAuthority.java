package dev.sallyport.app.ca;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/// The authority as it is: its key, and its certificate for the hosts that it may speak for. Immutable.
///
/// @param hosts names and addresses; those that lie below a name are covered too, but never asked for
public record GatewayAuthority(Path folder, Issue issue, X509Certificate certificate, Set<String> hosts) {

    static final Duration LIFETIME = Duration.ofDays(5 * 365);
    static final String CERTIFICATE = "ca.pem";
    static final String KEY = "ca.key";

    /// An agent that was started yesterday still has the earlier one.
    private static final Duration RENEW_BEFORE = Duration.ofDays(90);

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    public GatewayAuthority {
        hosts = Set.copyOf(hosts);
    }

    /// The authority that lives in this folder, for these hosts. Made when there is none.
    ///
    /// @param name tells gateways apart
    /// @throws IOException when its files cannot be read, or others could read its key
    public static GatewayAuthority in(
            Path folder, String name, Collection<String> hosts, Instant now, SecureRandom random) throws IOException {
        if (!Files.isDirectory(folder))
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (!Files.exists(folder.resolve(KEY))) create(folder, name, hosts, now, random);
        X509Certificate known = Pem.certificate(Files.readString(folder.resolve(CERTIFICATE)));
        KeyPair keys = new KeyPair(known.getPublicKey(), key(folder.resolve(KEY)));
        Issue issue = new Issue(known.getSubjectX500Principal(), keys, random);
        return new GatewayAuthority(folder, issue, known, Set.copyOf(hosts)).renewed(now);
    }

    /// The certificate first: a key without one could not be used.
    private static void create(Path folder, String name, Collection<String> hosts, Instant now, SecureRandom random)
            throws IOException {
        KeyPair keys = Issue.newKeys(random);
        Issue issue = new Issue(new X500Principal("O=Sallyport,CN=Sallyport forward proxy " + name), keys, random);
        write(folder, CERTIFICATE, Pem.of(issue.itself(hosts, now, LIFETIME)));
        write(folder, KEY, Pem.of(keys.getPrivate()));
    }

    private static java.security.PrivateKey key(Path file) throws IOException {
        if (!Files.getPosixFilePermissions(file).equals(PRIVATE))
            throw new IOException(
                    "the authority's key must be readable by the gateway alone, chmod 600: `" + file + "`");
        return Pem.key(Files.readString(file));
    }

    private GatewayAuthority renewed(Instant now) throws IOException {
        boolean lasts = certificate.getNotAfter().toInstant().isAfter(now.plus(RENEW_BEFORE));
        if (lasts && Names.speaksForOnly(certificate, hosts)) return this;
        X509Certificate next = issue.itself(hosts, now, LIFETIME);
        write(folder, CERTIFICATE, Pem.of(next));
        return new GatewayAuthority(folder, issue, next, hosts);
    }

    /// In one step.
    private static void write(Path folder, String name, String text) throws IOException {
        Path made = Files.createTempFile(folder, ".", "", PosixFilePermissions.asFileAttribute(PRIVATE));
        Files.writeString(made, text);
        Files.move(made, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /// What agents are to trust.
    public String pem() {
        return Pem.of(certificate);
    }

    /// @throws IOException when it does not speak for this host
    X509Certificate server(String host, PublicKey key, Instant now, Duration lifetime) throws IOException {
        if (!hosts.contains(host))
            throw new IOException("no target of the forward proxy has this host: `" + host + "`");
        return issue.server(host, key, now, lifetime);
    }

    /// Without its key.
    @Override
    public String toString() {
        return "GatewayAuthority[" + hosts + "]";
    }
}
