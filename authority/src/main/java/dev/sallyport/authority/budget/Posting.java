package dev.sallyport.authority.budget;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Reservation.Charge;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one action took from one counter.
final class Posting {

    private final @Nullable Subject subject;
    private final Window window;
    private final long minute;
    private final long[] keys;
    private final long records;
    private final Terms terms;

    /// Of what a trail says.
    Posting(Window window, long minute, long[] keys, long records) {
        this(null, window, minute, keys, records, Terms.AS_RESERVED);
    }

    /// @param subject what it is about; null where nobody will ask what was shown of it
    /// @param keys not yet known to the counter; not copied
    /// @param records reserved beyond the keys
    Posting(@Nullable Subject subject, Window window, long minute, long[] keys, long records, Terms terms) {
        this.subject = subject;
        this.window = window;
        this.minute = minute;
        this.keys = keys;
        this.records = records;
        this.terms = terms;
    }

    /// How the operation is charged when it ends.
    ///
    /// @param byRows true when the rows of the answer say what is charged
    /// @param floor charged even when fewer rows came
    /// @param most charged even when more rows came: those are others' rows of the same action
    record Terms(boolean byRows, long floor, long most) {
        static final Terms AS_RESERVED = new Terms(false, 0, Long.MAX_VALUE);
    }

    void take() {
        window.running(1);
        window.reserve(minute, keys);
        window.charge(minute, records);
    }

    void undo() {
        window.running(-1);
        window.release(minute, keys);
        window.charge(minute, -records);
    }

    Charge charge() {
        return charge(records);
    }

    boolean isFor(String counter) {
        return window.name().equals(counter);
    }

    /// After [#undo]: what it was charged in the end.
    void become(long[] shown, long rows) {
        window.reserve(minute, shown); // so that confirming takes it from nobody else
        window.confirm(minute, shown);
        window.charge(minute, rows);
    }

    /// @return what stays charged
    ///
    /// @param names of the records that were shown
    Optional<Charge> settle(Outcome outcome, KeyNames names) {
        if (outcome.ending() == Outcome.Ending.SKIPPED) {
            undo();
            return Optional.empty();
        }
        Optional<long[]> seen = terms.byRows() && keys.length == 0 ? seen(outcome, names) : Optional.empty();
        if (seen.isPresent()) return exactly(seen.get());
        window.running(-1);
        window.confirm(minute, keys);
        long charged = charged(outcome);
        window.charge(minute, charged - records);
        return keys.length == 0 && charged == 0 ? Optional.empty() : Optional.of(charge(charged));
    }

    /// Rows that say which record they show are not counted, but the records: those that were seen before
    /// cost nothing.
    private Optional<Charge> exactly(long[] seen) {
        long[] fresh = window.unknown(seen);
        window.running(-1);
        window.reserve(minute, fresh); // so that confirming takes it from nobody else
        window.confirm(minute, fresh);
        long rest = Math.max(0, terms.floor() - seen.length);
        window.charge(minute, rest - records);
        return fresh.length == 0 && rest == 0 ? Optional.empty() : Optional.of(charge(fresh, rest));
    }

    /// An answer that ended otherwise may have shown more than was counted.
    private Optional<long[]> seen(Outcome outcome, KeyNames names) {
        boolean whole = outcome.ending() == Outcome.Ending.SUCCEEDED || outcome.ending() == Outcome.Ending.CUT;
        return outcome.shown().stream()
                .filter(shown -> whole && subject != null && shown.resource().equals(subject.resource()))
                .filter(shown -> window.hasRoom(shown.keys().size()))
                .map(names::of)
                .findFirst();
    }

    private long charged(Outcome outcome) {
        if (!terms.byRows()) return records;
        long rows = Math.min(terms.most(), outcome.records());
        return switch (outcome.ending()) {
            case SKIPPED -> 0;
            case ABANDONED -> Math.max(records, rows);
            case SUCCEEDED, CUT -> Math.max(terms.floor(), rows);
            // the text of an error can show a value of the record it stumbled over
            case FAILED -> Math.max(Math.min(records, Math.max(1, terms.floor())), rows);
        };
    }

    private Charge charge(long charged) {
        return charge(keys, charged);
    }

    private Charge charge(long[] digests, long charged) {
        return new Charge(window.name(), KeyDigest.texts(digests), charged);
    }
}
