package dev.sallyport.trail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BiPredicate;

/// What the sync thread does besides fsyncing: heads, the end of old segments, and telling what was refused.
final class Keeper implements SyncThread.Chores {

    private static final Logger LOG = System.getLogger("dev.sallyport.trail");

    private final Heads heads;
    private final Refusals refusals;
    private final Retention retention;
    private final BiPredicate<String, String> note;

    /// @param note records what happened to the trail itself, and details; false when it could not
    Keeper(Heads heads, Refusals refusals, Retention retention, BiPredicate<String, String> note) {
        this.heads = heads;
        this.refusals = refusals;
        this.retention = retention;
        this.note = note;
    }

    @Override
    public void afterSync(Tip safe) {
        refusals.takeOver().ifPresent(this::tell);
        if (!heads.due(safe.seq())) return;
        heads.sign(safe);
        tidy();
    }

    private void tell(Refusals.Spell spell) {
        if (!note.test("trail-resumed", spell.words())) refusals.untold(spell);
    }

    private void tidy() {
        try {
            int removed = retention.tidy();
            if (removed == 0) return;
            boolean noted = note.test("trail-removed", "segments up to " + removed + " were removed: too old");
            if (!noted) LOG.log(Level.WARNING, "trail: the removal of segments up to " + removed + " is not recorded");
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "trail: old segments could not be removed: " + e.getMessage());
        }
    }

    @Override
    public void atEnd(Tip safe) {
        heads.sign(safe);
    }
}
