package dev.sallyport.trail;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What could not be recorded since when and why, so that nothing is ever lost silently. Safe on every thread.
final class Refusals {

    /// @param records how many were refused
    record Spell(Instant since, String why, long records) {
        String words() {
            return records + (records == 1 ? " record was" : " records were") + " refused since " + since + ": " + why;
        }

        private Spell with(Spell other) {
            Instant first = since.isBefore(other.since) ? since : other.since;
            return new Spell(first, other.why, records + other.records);
        }
    }

    private final InstantSource clock;
    private @Nullable Spell current;
    private @Nullable Spell over;

    Refusals(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void refused(int records, String why) {
        Spell before = current;
        current = before == null
                ? new Spell(clock.instant(), why, records)
                : new Spell(before.since(), why, before.records() + records);
    }

    /// Something was recorded again.
    synchronized void resumed() {
        if (current != null) untold(current);
        current = null;
    }

    synchronized Optional<Spell> current() {
        return Optional.ofNullable(current);
    }

    /// A spell that is over and was not told yet.
    synchronized Optional<Spell> takeOver() {
        Optional<Spell> told = Optional.ofNullable(over);
        over = null;
        return told;
    }

    /// To be told by and by, in one with what was not told yet: a disk may fill up several times before it can be.
    synchronized void untold(Spell spell) {
        over = over == null ? spell : over.with(spell);
    }

    static String why(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
