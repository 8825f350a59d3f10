package dev.sallyport.sessions.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The keys that session tokens are signed with: one file each, as a JWK (RFC 7517), readable by the
/// gateway alone. The youngest signs, all of them verify; an old one is deleted when the last token
/// that it signed has ended.
///
/// Safe on every thread.
public final class SigningKeys {

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");
    private static final int MOST_BYTES = 4096;

    private final Path folder;
    private final Duration longestToken;
    private volatile State state;

    private record State(Key signing, Map<String, Key> all) {}

    /// One key, ready for use.
    record Key(ECKey jwk, Instant madeAt, ECDSASigner signer, ECDSAVerifier verifier) {
        String id() {
            return jwk.getKeyID();
        }
    }

    private SigningKeys(Path folder, Duration longestToken, List<Key> keys) {
        this.folder = folder;
        this.longestToken = longestToken;
        this.state = state(keys);
    }

    private static State state(List<Key> keys) {
        Key youngest = keys.stream()
                .max(Comparator.comparing(Key::madeAt).thenComparing(Key::id))
                .orElseThrow();
        return new State(youngest, keys.stream().collect(Collectors.toUnmodifiableMap(Key::id, key -> key)));
    }

    /// Makes the first key when there is none.
    ///
    /// @param folder made with mode 0700
    /// @param longestToken how long a token can hold: so long an old key is kept
    /// @throws IOException when a key is damaged or can be read by others
    public static SigningKeys in(Path folder, Duration longestToken, Instant now) throws IOException {
        if (!Files.isDirectory(folder))
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        List<Key> keys = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jwk"))
                    .sorted()
                    .toList()) keys.add(read(file));
        }
        if (keys.isEmpty()) keys.add(make(folder, now));
        return new SigningKeys(folder, longestToken, keys);
    }

    private static Key read(Path file) throws IOException {
        if (!Files.getPosixFilePermissions(file).equals(PRIVATE))
            throw new IOException("a signing key must be readable by the gateway alone, chmod 600: `" + file + "`");
        if (Files.size(file) > MOST_BYTES) throw new IOException("this is no signing key: `" + file + "`");
        try {
            return key(ECKey.parse(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw new IOException("the signing key is damaged, delete it or restore it: `" + file + "`", e);
        }
    }

    private static Key key(ECKey jwk) throws JOSEException {
        Date issued = jwk.getIssueTime();
        if (!Curve.P_256.equals(jwk.getCurve()) || !jwk.isPrivate() || jwk.getKeyID() == null || issued == null)
            throw new IllegalArgumentException("not a private P-256 key with `kid` and `iat`");
        ECDSASigner signer = new ECDSASigner(Signatures.own(jwk.toECPrivateKey()), Curve.P_256);
        ECDSAVerifier verifier = new ECDSAVerifier(Signatures.own(jwk.toECPublicKey()));
        if (Signatures.provider() != null) {
            signer.getJCAContext().setProvider(Signatures.provider());
            verifier.getJCAContext().setProvider(Signatures.provider());
        }
        return new Key(jwk, issued.toInstant(), signer, verifier);
    }

    private static Key make(Path folder, Instant now) throws IOException {
        try {
            ECKey jwk = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .issueTime(Date.from(now))
                    .generate();
            write(folder.resolve(jwk.getKeyID() + ".jwk"), jwk.toJSONString());
            return key(jwk);
        } catch (JOSEException e) {
            throw new IOException("no signing key could be made", e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PRIVATE));
        Files.writeString(draft, text, StandardOpenOption.SYNC);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// From now on a new key signs. Blocks on the disk.
    ///
    /// @return its id
    public synchronized String rotate(Instant now) throws IOException {
        Key next = make(folder, now);
        List<Key> keys = new ArrayList<>(state.all().values());
        keys.add(next);
        state = new State(next, state(keys).all());
        return next.id();
    }

    /// A new key when the youngest is this old; old ones go when nothing that they signed holds any
    /// more. Blocks on the disk.
    ///
    /// @return the id of the new one, when there is one
    public synchronized Optional<String> tidy(Duration rotateAfter, Instant now) throws IOException {
        Optional<String> made = Optional.empty();
        if (!now.isBefore(state.signing().madeAt().plus(rotateAfter))) made = Optional.of(rotate(now));
        for (Key key : List.copyOf(state.all().values())) {
            if (!key.id().equals(state.signing().id())
                    && !now.isBefore(state.signing().madeAt().plus(longestToken))) drop(key);
        }
        return made;
    }

    private void drop(Key key) throws IOException {
        Files.deleteIfExists(folder.resolve(key.id() + ".jwk"));
        List<Key> left = new ArrayList<>(state.all().values());
        left.remove(key);
        state = state(left);
    }

    Key signing() {
        return state.signing();
    }

    @Nullable
    Key byId(String id) {
        return state.all().get(id);
    }

    /// What everybody may see (RFC 7517 section 5).
    public String published() {
        return new JWKSet(state.all().values().stream()
                        .<com.nimbusds.jose.jwk.JWK>map(key -> key.jwk().toPublicJWK())
                        .toList())
                .toString(true);
    }
}
