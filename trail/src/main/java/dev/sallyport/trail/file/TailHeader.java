package dev.sallyport.trail.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/// What stands before a tail's bytes, and says whose they are. Positions count the bytes of all segments one after
/// the other; each segment begins at a multiple of [#BLOCK].
///
/// | at | eight bytes each, little end first |
/// |---|---|
/// | 0 | `SPTAIL01` |
/// | 8 | bytes that the tail holds: position p lies at `4096 + p mod this` |
/// | 16 | how often a segment was begun: even when the first of the two places below is that of the newest one |
/// | 24 | position behind the last byte that counts |
/// | 32 | position behind the last byte that is in its segment's file; what lies before it counts there only |
/// | 40 | a place: number of the segment, position of its first byte, position behind its last (when it is full) |
/// | 64 | the other place |
///
/// @param turn how often a segment was begun
/// @param head behind the last byte that counts
/// @param moved behind the last byte that is in its segment's file
/// @param before the segment before the newest one, when it may have bytes here
public record TailHeader(long size, long turn, long head, long moved, Place newest, Optional<Place> before) {

    /// Where the bytes begin, and what positions of segments are multiples of.
    public static final int BLOCK = 4096;

    static final long MAGIC = ByteBuffer.wrap("SPTAIL01".getBytes(StandardCharsets.US_ASCII))
            .order(ByteOrder.LITTLE_ENDIAN)
            .getLong();
    /// No position is larger: a century of writing.
    static final long MOST = 1L << 60;

    static final int SIZE_AT = 8;
    static final int TURN_AT = 16;
    static final int HEAD_AT = 24;
    static final int MOVED_AT = 32;
    static final int PLACES_AT = 40;
    static final int PLACE = 24;
    static final int LENGTH = PLACES_AT + 2 * PLACE;

    /// Where a segment's bytes stand.
    ///
    /// @param base position of its first byte
    /// @param end position behind its last one
    public record Place(int number, long base, long end) {

        private Place upTo(long head) {
            return new Place(number, base, Math.max(base, Math.min(end, head)));
        }

        private boolean isSound() {
            return number > 0 && base >= 0 && base % BLOCK == 0 && end >= base && end <= MOST;
        }
    }

    static int placeAt(long turn) {
        return PLACES_AT + (int) (turn & 1) * PLACE;
    }

    /// @param bytes of the file, from its beginning
    /// @return empty when they are no header
    public static Optional<TailHeader> parse(ByteBuffer bytes) {
        ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < LENGTH || in.getLong(0) != MAGIC) return Optional.empty();
        long size = in.getLong(SIZE_AT);
        long turn = in.getLong(TURN_AT);
        long head = in.getLong(HEAD_AT);
        long moved = in.getLong(MOVED_AT);
        Place newest = place(in, placeAt(turn)).upTo(head);
        Place other = place(in, placeAt(turn + 1));
        boolean follows = other.number() > 0 && other.number() == newest.number() - 1;
        Optional<Place> before = follows ? Optional.of(other) : Optional.empty();
        boolean sound = size > 0
                && size % BLOCK == 0
                && head >= 0
                && newest.isSound()
                && before.stream().allMatch(Place::isSound);
        return sound ? Optional.of(new TailHeader(size, turn, head, moved, newest, before)) : Optional.empty();
    }

    private static Place place(ByteBuffer in, int at) {
        return new Place((int) in.getLong(at), in.getLong(at + 8), in.getLong(at + 16));
    }

    /// Oldest first.
    public Stream<Place> places() {
        return Stream.concat(before.stream(), Stream.of(newest));
    }

    /// Where a segment's bytes stand; empty when none do.
    public Optional<Place> of(int segment) {
        return places().filter(place -> place.number() == segment).findFirst();
    }

    /// Whether the byte at a position is to be looked for here.
    public boolean holds(long position) {
        return position >= moved && position >= head - size;
    }

    /// How many bytes lie one after the other in the file.
    public long oneAfterTheOther(long from, long end) {
        return Math.min(end - from, size - from % size);
    }

    /// Whether the same bytes belong to the same segments.
    public boolean placesAs(TailHeader other) {
        return turn == other.turn && before.equals(other.before) && newest.base() == other.newest.base();
    }

    /// Where the byte at a position lies in the file.
    public long at(long position) {
        return BLOCK + position % size;
    }
}
