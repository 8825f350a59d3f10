package dev.sallyport.transport.http;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Replaces an injected secret wherever a target sends it back, also where it comes in pieces: by as many
/// asterisks, so that every length stays true. Holds back no more than what could be the beginning of one.
/// On one thread.
final class Scrubber {

    private final List<byte[]> secrets;
    private byte[] held = {};

    private Scrubber(List<byte[]> secrets) {
        this.secrets = secrets;
    }

    static Scrubber of(List<Secret> injected) {
        SecretAccess why = SecretAccess.because("it must not come back in an answer");
        List<byte[]> secrets = new ArrayList<>(injected.size());
        for (Secret each : injected) {
            byte[] bytes = each.exposeText(why).getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0) secrets.add(bytes);
        }
        return new Scrubber(secrets);
    }

    Fields clean(Fields fields) {
        if (secrets.isEmpty()) return fields;
        List<Fields.Field> clean = new ArrayList<>(fields.all().size());
        for (Fields.Field field : fields.all()) if (!namesOne(field)) clean.add(clean(field));
        return new Fields(clean);
    }

    /// Names are in lower case, whatever the target wrote.
    private boolean namesOne(Fields.Field field) {
        for (byte[] each : secrets) {
            String secret = new String(each, StandardCharsets.UTF_8);
            if (field.name().contains(secret.toLowerCase(Locale.ROOT))) return true;
        }
        return false;
    }

    private Fields.Field clean(Fields.Field field) {
        String clean = field.value();
        for (byte[] each : secrets) {
            String secret = new String(each, StandardCharsets.UTF_8);
            clean = clean.replace(secret, "*".repeat(each.length));
        }
        return clean.equals(field.value()) ? field : new Fields.Field(field.name(), clean);
    }

    /// @param piece borrowed
    /// @param then gets what may pass, with a reference of its own
    void feed(ByteBuf piece, Consumer<ByteBuf> then) {
        if (secrets.isEmpty()) {
            then.accept(piece.retainedSlice());
            return;
        }
        ByteBuf all = held.length == 0 ? piece.retainedSlice() : joined(piece);
        for (byte[] secret : secrets) all = without(secret, all);
        int tail = tail(all);
        held = ByteBufUtil.getBytes(all, all.writerIndex() - tail, tail);
        all.writerIndex(all.writerIndex() - tail);
        if (all.isReadable()) then.accept(all);
        else all.release();
    }

    private ByteBuf joined(ByteBuf piece) {
        ByteBuf all = piece.alloc().buffer(held.length + piece.readableBytes());
        return all.writeBytes(held).writeBytes(piece, piece.readerIndex(), piece.readableBytes());
    }

    private static ByteBuf without(byte[] secret, ByteBuf all) {
        int found = find(secret, all, all.readerIndex());
        if (found < 0) return all;
        int start = all.readerIndex();
        ByteBuf own = all.alloc().buffer(all.readableBytes()).writeBytes(all);
        all.release();
        byte[] stars = new byte[secret.length];
        Arrays.fill(stars, (byte) '*');
        for (found -= start; found >= 0; found = find(secret, own, found + secret.length)) own.setBytes(found, stars);
        return own;
    }

    /// By the first byte, which is looked for eight at a time: an answer of a kilobyte passes here whole.
    private static int find(byte[] secret, ByteBuf all, int from) {
        int last = all.writerIndex() - secret.length;
        int at = from > last ? -1 : all.indexOf(from, last + 1, secret[0]);
        while (at >= 0 && !startsAt(secret, all, at)) at = at == last ? -1 : all.indexOf(at + 1, last + 1, secret[0]);
        return at;
    }

    private static boolean startsAt(byte[] secret, ByteBuf all, int at) {
        for (int i = 1; i < secret.length; i++) {
            if (all.getByte(at + i) != secret[i]) return false;
        }
        return true;
    }

    /// How many bytes at the end could be the beginning of a secret.
    private int tail(ByteBuf all) {
        int longest = 0;
        for (byte[] secret : secrets) {
            int most = Math.min(secret.length - 1, all.readableBytes());
            for (int length = most; length > longest; length--) {
                if (endsWith(all, secret, length)) longest = length;
            }
        }
        return longest;
    }

    private static boolean endsWith(ByteBuf all, byte[] secret, int length) {
        int from = all.writerIndex() - length;
        for (int i = 0; i < length; i++) {
            if (all.getByte(from + i) != secret[i]) return false;
        }
        return true;
    }

    /// Nothing more comes: what was held back was not one.
    void finish(Consumer<ByteBuf> then) {
        if (held.length > 0) then.accept(Unpooled.wrappedBuffer(held));
        held = new byte[0];
    }

    void close() {
        held = new byte[0];
        secrets.forEach(each -> Arrays.fill(each, (byte) 0));
    }
}
