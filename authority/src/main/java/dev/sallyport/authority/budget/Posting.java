package dev.sallyport.authority.budget;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Reservation.Charge;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What one action took from one counter.
final class Posting {

    private final Window window;
    private final long minute;
    private final long[] keys;
    private final long records;
    private final Terms terms;

    /// @param keys not yet known to the counter; not copied
    /// @param records reserved beyond the keys
    Posting(Window window, long minute, long[] keys, long records, Terms terms) {
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
    record Terms(boolean byRows, long floor) {
        static final Terms AS_RESERVED = new Terms(false, 0);
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

    /// @return what stays charged
    Optional<Charge> settle(Outcome outcome) {
        if (outcome.ending() == Outcome.Ending.SKIPPED) {
            undo();
            return Optional.empty();
        }
        window.running(-1);
        window.confirm(minute, keys);
        long charged = charged(outcome);
        window.charge(minute, charged - records);
        return keys.length == 0 && charged == 0 ? Optional.empty() : Optional.of(charge(charged));
    }

    private long charged(Outcome outcome) {
        if (!terms.byRows()) return records;
        return switch (outcome.ending()) {
            case SKIPPED -> 0;
            case ABANDONED -> Math.max(records, outcome.records());
            case SUCCEEDED, CUT -> Math.max(terms.floor(), outcome.records());
            // the text of an error can show a value of the record it stumbled over
            case FAILED -> Math.max(Math.min(records, Math.max(1, terms.floor())), outcome.records());
        };
    }

    private Charge charge(long charged) {
        return new Charge(window.name(), shown(), charged);
    }

    private List<String> shown() {
        if (keys.length == 0) return List.of();
        if (keys.length == 1) return List.of(KeyDigest.text(keys[0]));
        return Arrays.stream(keys).mapToObj(KeyDigest::text).toList();
    }
}
