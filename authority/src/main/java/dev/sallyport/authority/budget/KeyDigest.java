package dev.sallyport.authority.budget;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names a record without showing its key: the first 64 bits of SHA-256 over the installation's salt and
/// each `column=value` in the order of the columns. A colliding pair of keys would count as one: with a
/// million keys the odds are 1 in 37 million. Safe on every thread.
public final class KeyDigest implements KeyNames {

    private static final HexFormat HEX = HexFormat.of();
    private static final Comparator<Scope.Key> BY_FIELD = Comparator.comparing(Scope.Key::field);

    private final MessageDigest salted;
    private volatile @Nullable Named last;

    private record Named(Scope.Keyed keyed, Cost.Keys keys) {}

    /// @param salt secret, the same after every restart; at least 16 bytes
    public KeyDigest(byte[] salt) {
        if (salt.length < 16) throw new IllegalArgumentException("the salt of the counters needs at least 16 bytes");
        this.salted = sha256();
        this.salted.update(salt);
    }

    /// The last one is remembered: whoever decides asks, and whoever writes the decision down asks the same again.
    @Override
    public Cost.Keys of(Scope.Keyed keyed) {
        Named before = last;
        if (before != null && before.keyed().equals(keyed)) return before.keys();
        Cost.Keys keys = new Cost.Keys(digests(keyed.keys()));
        last = new Named(keyed, keys);
        return keys;
    }

    @Override
    public long[] of(Outcome.Shown shown) {
        return shown.keys().stream()
                .mapToLong(values -> digests(keys(shown.fields(), values))[0])
                .toArray();
    }

    private static List<Scope.Key> keys(List<String> fields, List<String> values) {
        List<Scope.Key> keys = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) keys.add(new Scope.Key(fields.get(i), List.of(values.get(i))));
        return keys;
    }

    private long[] digests(List<Scope.Key> keys) {
        if (keys.size() == 1) {
            List<String> values = keys.getFirst().values();
            long[] single = new long[values.size()];
            for (int i = 0; i < single.length; i++) single[i] = finish(feed(start(), keys.getFirst(), values.get(i)));
            return single;
        }
        List<MessageDigest> partial = List.of(start());
        for (Scope.Key key : keys.stream().sorted(BY_FIELD).toList()) partial = extend(partial, key);
        return partial.stream().mapToLong(KeyDigest::finish).toArray();
    }

    private static List<MessageDigest> extend(List<MessageDigest> partial, Scope.Key key) {
        List<MessageDigest> longer =
                new ArrayList<>(partial.size() * key.values().size());
        for (MessageDigest digest : partial) {
            for (String value : key.values()) longer.add(feed(copy(digest), key, value));
        }
        return longer;
    }

    /// The length stands before the value, so that no value can look like the next column.
    private static MessageDigest feed(MessageDigest digest, Scope.Key key, String value) {
        digest.update(key.field().getBytes(StandardCharsets.UTF_8));
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        digest.update((byte) '=');
        digest.update((byte) (bytes.length >>> 24));
        digest.update((byte) (bytes.length >>> 16));
        digest.update((byte) (bytes.length >>> 8));
        digest.update((byte) bytes.length);
        digest.update(bytes);
        return digest;
    }

    private static long finish(MessageDigest digest) {
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    public static String text(long digest) {
        return HEX.toHexDigits(digest);
    }

    /// Each as [#text].
    public static List<String> texts(long[] digests) {
        if (digests.length == 0) return List.of();
        if (digests.length == 1) return List.of(text(digests[0]));
        return Arrays.stream(digests).mapToObj(KeyDigest::text).toList();
    }

    /// @throws NumberFormatException when it is no digest
    public static long parse(String text) {
        return HexFormat.fromHexDigitsToLong(text);
    }

    private MessageDigest start() {
        return copy(salted);
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this JDK's SHA-256 cannot be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
