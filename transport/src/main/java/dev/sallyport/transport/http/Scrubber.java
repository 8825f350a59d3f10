package dev.sallyport.transport.http;

import dev.sallyport.api.credential.Secret;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /// Those of JSON (RFC 8259 section 7) and of addresses (RFC 3986 section 2.1) begin with these.
    /// Most answers have none, and are read much faster then.
    private static final EitherByte ESCAPES = EitherByte.of('\\', '%');

    private static final byte[] NOTHING = {};

    private final Echoes echoes;
    private byte[] held = NOTHING;
    private boolean closed;

    private Scrubber(Echoes echoes) {
        this.echoes = echoes;
    }

    /// @throws IllegalStateException when they are wiped
    public static Scrubber of(Echoes shared) {
        shared.use();
        return new Scrubber(shared);
    }

    /// With echoes of its own.
    ///
    /// @param injected as of [Echoes#of]
    public static Scrubber of(List<Secret> injected) {
        try (Echoes own = Echoes.of(injected)) {
            return of(own);
        }
    }

    Fields clean(Fields fields) {
        if (echoes.texts().isEmpty()) return fields;
        List<Fields.Field> clean = new ArrayList<>(fields.all().size());
        for (Fields.Field field : fields.all()) if (!namesOne(field)) clean.add(clean(field));
        return new Fields(clean);
    }

    /// Names are in lower case, whatever the target wrote.
    private boolean namesOne(Fields.Field field) {
        if (field.name().length() < echoes.shortest()) return false;
        return standsIn(field.name().getBytes(StandardCharsets.UTF_8), echoes.loweredSieve(), echoes.lowered());
    }

    private Fields.Field clean(Fields.Field field) {
        if (field.value().length() < echoes.shortest()) return field;
        byte[] value = field.value().getBytes(StandardCharsets.UTF_8);
        if (!standsIn(value, echoes.sieve(), echoes.texts())) return field;
        return new Fields.Field(field.name(), new String(clean(value), StandardCharsets.UTF_8));
    }

    private static boolean standsIn(byte[] whole, Sieve sieve, List<Echo> echoes) {
        ByteBuffer bytes = ByteBuffer.wrap(whole);
        if (!escapes(bytes)) return sieve.standsIn(bytes);
        ByteBuf all = Unpooled.wrappedBuffer(whole);
        for (Echo echo : echoes) if (find(echo, all, 0, true) >= 0) return true;
        return false;
    }

    /// A whole text.
    ///
    /// @return the same one where none stands in it
    public byte[] clean(byte[] whole) {
        if (!standsIn(whole, echoes.sieve(), echoes.texts())) return whole;
        byte[] clean = whole.clone();
        blot(Unpooled.wrappedBuffer(clean));
        return clean;
    }

    /// @param piece borrowed
    /// @param then gets what may pass, with a reference of its own
    public void feed(ByteBuf piece, Consumer<ByteBuf> then) {
        if (echoes.texts().isEmpty()) {
            then.accept(piece.retainedSlice());
            return;
        }
        ByteBuf all = held.length == 0 ? piece.retainedSlice() : joined(piece);
        held = NOTHING;
        if (!isClear(all.nioBuffer())) all = withoutAny(all);
        if (all.isReadable()) then.accept(all);
        else all.release();
    }

    /// That nothing of an echo stands in it, as in nearly everything that comes.
    private boolean isClear(ByteBuffer bytes) {
        Sieve sieve = echoes.sieve();
        return !escapes(bytes) && !sieve.standsIn(bytes) && !sieve.beginsAtTheEndOf(bytes);
    }

    private ByteBuf withoutAny(ByteBuf piece) {
        ByteBuf all = piece;
        boolean escapes = escapes(all.nioBuffer());
        for (Echo echo : echoes.texts()) all = without(echo, all, escapes);
        int tail = tail(all);
        held = ByteBufUtil.getBytes(all, all.writerIndex() - tail, tail);
        return all.writerIndex(all.writerIndex() - tail);
    }

    private ByteBuf joined(ByteBuf piece) {
        ByteBuf all = piece.alloc().buffer(held.length + piece.readableBytes());
        return all.writeBytes(held).writeBytes(piece, piece.readerIndex(), piece.readableBytes());
    }

    private static ByteBuf without(Echo echo, ByteBuf all, boolean escapes) {
        int found = find(echo, all, all.readerIndex(), escapes);
        if (found < 0) return all;
        int start = all.readerIndex();
        ByteBuf own = all.alloc().buffer(all.readableBytes()).writeBytes(all);
        all.release();
        blot(echo, own, found - start, escapes);
        return own;
    }

    /// A whole text that is nobody else's, in its place.
    void blot(ByteBuf own) {
        boolean escapes = escapes(own.nioBuffer());
        for (Echo echo : echoes.texts()) blot(echo, own, find(echo, own, own.readerIndex(), escapes), escapes);
    }

    private static void blot(Echo echo, ByteBuf own, int first, boolean escapes) {
        for (int found = first; found >= 0; found = find(echo, own, found, escapes)) {
            int end = found + echo.at(own, found);
            for (; found < end; found++) own.setByte(found, '*');
        }
    }

    /// Looked for once, and not for each echo anew. Blotting makes none.
    private static boolean escapes(ByteBuffer bytes) {
        return ESCAPES.in(bytes, bytes.position()) >= 0;
    }

    /// By the first byte and, where there are any, by those that begin an escape; eight bytes at a time: an answer of a
    /// kilobyte passes here whole.
    private static int find(Echo echo, ByteBuf all, int from, boolean escapes) {
        int found = find(echo, echo.first(), all, from);
        if (escapes && echo.first() != '\\') found = first(found, find(echo, (byte) '\\', all, from));
        if (escapes && echo.first() != '%') found = first(found, find(echo, (byte) '%', all, from));
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
        for (Echo echo : echoes.texts()) longest = Math.max(longest, tail(echo, all));
        return longest;
    }

    private static int tail(Echo echo, ByteBuf all) {
        int end = all.writerIndex();
        int from = Math.max(all.readerIndex(), end - echo.longestEscaped());
        if (!escapes(all.nioBuffer(from, end - from))) from = Math.max(from, end - echo.length() + 1);
        while (from < end && echo.at(all, from) != Echo.UNTOLD) from++;
        return end - from;
    }

    /// Nothing more comes: what was held back was not one.
    public void finish(Consumer<ByteBuf> then) {
        if (held.length > 0) then.accept(Unpooled.wrappedBuffer(held));
        held = NOTHING;
    }

    /// It looks for nothing any more.
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        held = NOTHING;
        echoes.leave();
    }
}
