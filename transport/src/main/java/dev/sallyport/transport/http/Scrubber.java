package dev.sallyport.transport.http;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Replaces injected secrets wherever a target sends them back, also where they come in pieces, escaped as in JSON or
/// in addresses, or as Base64: by as many asterisks, so that every length stays true. Holds back no more than what
/// could be the beginning of one. On one thread.
///
/// It is there for what a target says again in good faith: one that means to give a secret away has it, and can spell
/// it in ways without end.
public final class Scrubber implements AutoCloseable {

    /// Shorter texts stand in answers by chance, and could not be scrubbed from them: whoever injects a secret refuses
    /// one with fewer characters.
    public static final int SHORTEST = 6;

    private static final int BITS_OF_BASE64 = 6;

    private final List<Echo> echoes;
    private byte[] held = {};

    private Scrubber(List<Echo> echoes) {
        this.echoes = echoes;
    }

    /// @param injected in every form that is not one of those above; empty ones are nothing
    public static Scrubber of(List<Secret> injected) {
        SecretAccess why = SecretAccess.because("it must not come back in an answer");
        List<Echo> echoes = new ArrayList<>(2 * injected.size());
        for (Secret each : injected) {
            byte[] bytes = each.exposeText(why).getBytes(StandardCharsets.UTF_8);
            if (bytes.length == 0) continue;
            echoes.add(new Echo(bytes));
            base64(bytes, echoes);
        }
        echoes.sort(Comparator.comparingInt(Echo::length).reversed()); // a longer one may have a shorter one in it
        return new Scrubber(echoes);
    }

    /// Up to the last character that tells of nothing else.
    private static void base64(byte[] bytes, List<Echo> echoes) {
        int certain = bytes.length * Byte.SIZE / BITS_OF_BASE64;
        if (certain < SHORTEST) return;
        byte[] usual = Base64.getEncoder().encode(bytes);
        byte[] forAddresses = Base64.getUrlEncoder().encode(bytes);
        echoes.add(new Echo(Arrays.copyOf(usual, certain)));
        if (!Arrays.equals(usual, forAddresses)) echoes.add(new Echo(Arrays.copyOf(forAddresses, certain)));
    }

    Fields clean(Fields fields) {
        if (echoes.isEmpty()) return fields;
        List<Fields.Field> clean = new ArrayList<>(fields.all().size());
        for (Fields.Field field : fields.all()) if (!namesOne(field)) clean.add(clean(field));
        return new Fields(clean);
    }

    /// Names are in lower case, whatever the target wrote.
    private boolean namesOne(Fields.Field field) {
        if (field.name().length() < shortest()) return false;
        ByteBuf name = Unpooled.wrappedBuffer(field.name().getBytes(StandardCharsets.UTF_8));
        for (Echo each : echoes) if (find(each.lowered(), name, 0) >= 0) return true;
        return false;
    }

    private Fields.Field clean(Fields.Field field) {
        if (field.value().length() < shortest()) return field;
        byte[] value = field.value().getBytes(StandardCharsets.UTF_8);
        if (!standsIn(Unpooled.wrappedBuffer(value))) return field;
        return new Fields.Field(field.name(), new String(clean(value), StandardCharsets.UTF_8));
    }

    private boolean standsIn(ByteBuf all) {
        for (Echo echo : echoes) if (find(echo, all, all.readerIndex()) >= 0) return true;
        return false;
    }

    /// In characters, of which each is at least one byte of a secret.
    private int shortest() {
        int shortest = Integer.MAX_VALUE;
        for (Echo each : echoes) shortest = Math.min(shortest, each.characters());
        return shortest;
    }

    /// A whole text.
    ///
    /// @return the same one where none stands in it
    public byte[] clean(byte[] whole) {
        if (!standsIn(Unpooled.wrappedBuffer(whole))) return whole;
        byte[] clean = whole.clone();
        blot(Unpooled.wrappedBuffer(clean));
        return clean;
    }

    /// @param piece borrowed
    /// @param then gets what may pass, with a reference of its own
    public void feed(ByteBuf piece, Consumer<ByteBuf> then) {
        if (echoes.isEmpty()) {
            then.accept(piece.retainedSlice());
            return;
        }
        ByteBuf all = held.length == 0 ? piece.retainedSlice() : joined(piece);
        for (Echo echo : echoes) all = without(echo, all);
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

    private static ByteBuf without(Echo echo, ByteBuf all) {
        int found = find(echo, all, all.readerIndex());
        if (found < 0) return all;
        int start = all.readerIndex();
        ByteBuf own = all.alloc().buffer(all.readableBytes()).writeBytes(all);
        all.release();
        blot(echo, own, found - start);
        return own;
    }

    /// A whole text that is nobody else's, in its place.
    void blot(ByteBuf own) {
        for (Echo echo : echoes) blot(echo, own, find(echo, own, own.readerIndex()));
    }

    private static void blot(Echo echo, ByteBuf own, int first) {
        for (int found = first; found >= 0; found = find(echo, own, found)) {
            int end = found + echo.at(own, found);
            for (; found < end; found++) own.setByte(found, '*');
        }
    }

    /// By the first byte and by those that begin an escape, which are looked for eight at a time: an answer of a
    /// kilobyte passes here whole.
    private static int find(Echo echo, ByteBuf all, int from) {
        int found = find(echo, echo.first(), all, from);
        if (echo.first() != '\\') found = first(found, find(echo, (byte) '\\', all, from));
        if (echo.first() != '%') found = first(found, find(echo, (byte) '%', all, from));
        return found;
    }

    private static int first(int one, int other) {
        if (one < 0) return other;
        return other < 0 ? one : Math.min(one, other);
    }

    private static int find(Echo echo, byte begin, ByteBuf all, int from) {
        int end = all.writerIndex();
        int at = from > end - echo.length() ? -1 : all.indexOf(from, end, begin);
        while (at >= 0 && echo.at(all, at) <= 0) at = at + 1 >= end ? -1 : all.indexOf(at + 1, end, begin);
        return at;
    }

    /// How many bytes at the end could be the beginning of a secret.
    private int tail(ByteBuf all) {
        int longest = 0;
        for (Echo echo : echoes) longest = Math.max(longest, tail(echo, all));
        return longest;
    }

    private static int tail(Echo echo, ByteBuf all) {
        int end = all.writerIndex();
        int from = Math.max(all.readerIndex(), end - echo.longestEscaped());
        boolean plain = all.indexOf(from, end, (byte) '\\') < 0 && all.indexOf(from, end, (byte) '%') < 0;
        if (plain) from = Math.max(from, end - echo.length() + 1);
        while (from < end && echo.at(all, from) != Echo.UNTOLD) from++;
        return end - from;
    }

    /// Nothing more comes: what was held back was not one.
    public void finish(Consumer<ByteBuf> then) {
        if (held.length > 0) then.accept(Unpooled.wrappedBuffer(held));
        held = new byte[0];
    }

    /// Wipes its own copies.
    @Override
    public void close() {
        held = new byte[0];
        echoes.forEach(Echo::wipe);
    }
}
