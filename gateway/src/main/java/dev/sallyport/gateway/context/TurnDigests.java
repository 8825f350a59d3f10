package dev.sallyport.gateway.context;

import dev.sallyport.api.session.PromptContext.Turn;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/// The SHA-256 of each of some turns, in their order. Kept beside them, so that where one goes and one
/// comes, 32 bytes a turn are hashed for the print of all, and not again what was said. Immutable.
public final class TurnDigests {

    public static final TurnDigests NONE = new TurnDigests(new byte[0]);

    private static final int SIZE = 32;

    private final byte[] bytes;

    private TurnDigests(byte[] bytes) {
        this.bytes = bytes;
    }

    public static TurnDigests of(List<Turn> turns) {
        if (turns.isEmpty()) return NONE;
        ByteArrayOutputStream all = new ByteArrayOutputStream(turns.size() * SIZE);
        MessageDigest digest = ContextPrint.sha256();
        for (Turn turn : turns) all.writeBytes(digest(turn, digest));
        return new TurnDigests(all.toByteArray());
    }

    /// Each part behind its length: where one ends and the next begins cannot be told otherwise.
    private static byte[] digest(Turn turn, MessageDigest digest) {
        for (String part : List.of(turn.tier().name(), turn.role(), turn.source(), turn.text(), turn.request())) {
            byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).flip());
            digest.update(utf8);
        }
        return digest.digest();
    }

    /// @param turns at most as many as there are
    TurnDigests first(int turns) {
        return new TurnDigests(Arrays.copyOf(bytes, turns * SIZE));
    }

    TurnDigests and(TurnDigests next) {
        byte[] both = Arrays.copyOf(bytes, bytes.length + next.bytes.length);
        System.arraycopy(next.bytes, 0, both, bytes.length, next.bytes.length);
        return new TurnDigests(both);
    }

    /// @param from the first that is gone
    /// @param to the first behind that is not
    TurnDigests without(int from, int to) {
        if (from == to) return this;
        byte[] left = new byte[bytes.length - (to - from) * SIZE];
        System.arraycopy(bytes, 0, left, 0, from * SIZE);
        System.arraycopy(bytes, to * SIZE, left, from * SIZE, bytes.length - to * SIZE);
        return new TurnDigests(left);
    }

    void addTo(MessageDigest digest) {
        digest.update(bytes);
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }
}
