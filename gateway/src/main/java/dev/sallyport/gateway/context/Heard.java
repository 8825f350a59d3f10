package dev.sallyport.gateway.context;

import dev.sallyport.api.session.PromptContext.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One conversation, or all that the targets of one session answered.
///
/// @param last when something of it was last heard
/// @param turns oldest first
record Heard(Instant last, List<Turn> turns) {

    /// A conversation's first turns say what was asked for: these are kept.
    private static final int HEAD = 8;

    private static final int MOST_TURNS = 512;
    private static final int MOST_CHARACTERS = 524_288;

    Heard {
        turns = List.copyOf(turns);
    }

    static Heard nothing() {
        return new Heard(Instant.EPOCH, List.of());
    }

    /// @param from so many turns stay as they are
    Heard then(Instant at, int from, List<Turn> next, boolean conversation) {
        List<Turn> all = new ArrayList<>(turns.subList(0, Math.min(from, turns.size())));
        all.addAll(next);
        shorten(all, conversation ? HEAD : 0);
        return new Heard(at, all);
    }

    private static void shorten(List<Turn> turns, int head) {
        long characters = turns.stream().mapToLong(turn -> turn.text().length()).sum();
        int gone = head;
        while (gone < turns.size() && (turns.size() - (gone - head) > MOST_TURNS || characters > MOST_CHARACTERS)) {
            characters -= turns.get(gone).text().length();
            gone++;
        }
        if (gone > head) turns.subList(head, gone).clear();
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

    long characters() {
        return turns.stream().mapToLong(turn -> turn.text().length()).sum();
    }
}
