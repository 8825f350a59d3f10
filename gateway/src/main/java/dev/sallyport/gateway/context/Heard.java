package dev.sallyport.gateway.context;

import dev.sallyport.api.session.PromptContext.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One conversation, or all that the targets of one session answered.
///
/// @param last when something of it was last heard
/// @param turns oldest first
/// @param digests of these
/// @param characters of all their texts
record Heard(Instant last, List<Turn> turns, TurnDigests digests, long characters) {

    /// A conversation's first turns say what was asked for: these are kept.
    private static final int HEAD = 8;

    private static final int MOST_TURNS = 512;
    private static final int MOST_CHARACTERS = 524_288;

    Heard {
        turns = List.copyOf(turns);
    }

    static Heard nothing() {
        return new Heard(Instant.EPOCH, List.of(), TurnDigests.NONE, 0);
    }

    /// @param from so many turns stay as they are
    Heard then(Instant at, int from, List<Turn> next, boolean conversation) {
        int kept = Math.min(from, turns.size());
        List<Turn> all = new ArrayList<>(turns.subList(0, kept));
        all.addAll(next);
        long length = characters - length(turns.subList(kept, turns.size())) + length(next);
        TurnDigests hashed = digests.first(kept).and(TurnDigests.of(next));
        return new Heard(at, all, hashed, length).shortened(conversation ? HEAD : 0);
    }

    private static long length(List<Turn> turns) {
        long length = 0;
        for (Turn turn : turns) length += turn.text().length();
        return length;
    }

    private Heard shortened(int head) {
        long length = characters;
        int gone = head;
        while (gone < turns.size() && (turns.size() - (gone - head) > MOST_TURNS || length > MOST_CHARACTERS)) {
            length -= turns.get(gone).text().length();
            gone++;
        }
        return gone == head ? this : without(head, gone, length);
    }

    private Heard without(int from, int to, long length) {
        List<Turn> left = new ArrayList<>(turns);
        left.subList(from, to).clear();
        return new Heard(last, left, digests.without(from, to), length);
    }

    /// How many turns stand at the beginning of both, whatever their tiers.
    int common(List<Turn> next) {
        int common = 0;
        while (common < Math.min(turns.size(), next.size()) && same(turns.get(common), next.get(common))) common++;
        return common;
    }

    private static boolean same(Turn one, Turn other) {
        return one.text().equals(other.text())
                && one.role().equals(other.role())
                && one.source().equals(other.source());
    }
}
