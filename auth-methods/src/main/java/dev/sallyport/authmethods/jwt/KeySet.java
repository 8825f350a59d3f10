package dev.sallyport.authmethods.jwt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The keys of a JWK set (RFC 7517 §5) that can check a signature. Symmetric, private, encryption,
/// nameless and weak ones are left out. Immutable; equal only to itself, so that whoever remembers
/// under which set something was proved notices every change, a flush included.
public final class KeySet {

    private static final int MAX_KEYS = 100;

    private final List<VerificationKey> keys;

    private KeySet(List<VerificationKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /// @throws IOException when it is not a JWK set, or nothing in it can check a signature
    public static KeySet parse(byte[] document) throws IOException {
        if (!(Json.object(document).get("keys") instanceof List<?> entries)) {
            throw new IOException("not a JWK set: `keys` is missing");
        }
        return reading(entries);
    }

    /// Those of the entries that can check a signature.
    ///
    /// @param entries of a JWK set, each with its members
    /// @throws IOException when none of them can, or there are too many
    public static KeySet reading(List<?> entries) throws IOException {
        if (entries.size() > MAX_KEYS) {
            throw new IOException("a JWK set of more than " + MAX_KEYS + " keys is not read");
        }
        List<VerificationKey> keys = new ArrayList<>();
        entries.forEach(entry -> usable(entry).ifPresent(keys::add));
        if (keys.isEmpty()) {
            throw new IOException("the JWK set holds no public signature key with a kid");
        }
        return new KeySet(keys);
    }

    private static Optional<VerificationKey> usable(Object entry) {
        return entry instanceof Map<?, ?> members ? PublicJwk.read(members) : Optional.empty();
    }

    public Stream<VerificationKey> named(String kid) {
        return keys.stream().filter(key -> key.id().equals(kid));
    }

    public boolean holdsTheSameAs(KeySet other) {
        return keys.equals(other.keys);
    }

    public boolean has(String kid) {
        return named(kid).findAny().isPresent();
    }
}
