package dev.sallyport.authority.contract;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.budget.Cost;
import dev.sallyport.authority.budget.Counters;

/// What an operation would take from the budgets of a line.
///
/// Rows of an answer can be counted and cut. Where they do not tell how much is touched, because the
/// action changes something, folds records together or comes from nobody knows where (R7), the amount
/// must be known beforehand.
final class Costs {

    private static final long UNKNOWN = Long.MAX_VALUE;
    /// More keys than this in one action are charged as records: nobody digests a million combinations on
    /// a loop.
    private static final long MOST_KEYS = 10_000;

    /// Who asks for more says nothing about how many there are; and such numbers, added up over what runs at once, are
    /// beyond what a long holds.
    private static final long MOST_RECORDS = 1L << 40;

    private final Counters counters;

    Costs(Counters counters) {
        this.counters = counters;
    }

    Cost of(Operation operation, Action action) {
        boolean aggregate = operation.labels().contains(Label.AGGREGATE);
        boolean blind = changes(action) || operation.labels().contains(Label.UNPROVEN_LINEAGE);
        return switch (operation.scope()) {
            case Scope.Keyed keyed -> keyed(keyed, operation, aggregate, blind, action.phase());
            case Scope.AtMost most -> atMost(most, operation, action, aggregate);
            case Scope.Unbounded _ when sent(operation) -> new Cost.Records(1, UNKNOWN, 0, false);
            case Scope.Unbounded all
            when blind || (aggregate && all.estimate() < 0) -> new Cost.Records(UNKNOWN, UNKNOWN, 0, aggregate);
            case Scope.Unbounded all ->
                new Cost.Records(aggregate ? Math.max(1, all.estimate()) : 1, UNKNOWN, 0, aggregate);
        };
    }

    /// One row shows a number and one record at most; each one asked tells something about every key: one per
    /// key.
    private static boolean counted(Operation operation) {
        return operation.labels().contains(Label.COUNTED);
    }

    /// Counted before anything happens, and then nothing does.
    private static boolean sent(Operation operation) {
        return operation.labels().contains(Label.SENT)
                && !operation.labels().contains(Label.AGGREGATE)
                && !operation.labels().contains(Label.UNPROVEN_LINEAGE);
    }

    private Cost keyed(Scope.Keyed keyed, Operation operation, boolean aggregate, boolean blind, Action.Phase phase) {
        long keys = keyed.most();
        if (keys > MOST_RECORDS) return new Cost.Records(UNKNOWN, UNKNOWN, 0, aggregate);
        if (named(keyed)) return counters.keys(keyed);
        if (keyed.unique() || (aggregate && counted(operation) && !blind))
            return new Cost.Records(keys, keys, keys, true);
        if (keyed.found() >= 0 && (blind || aggregate)) return found(Math.max(keys, keyed.found()));
        boolean unknown = (blind || aggregate) && !isOnlyPrepared(operation, phase);
        return new Cost.Records(unknown ? UNKNOWN : keys, UNKNOWN, keys, aggregate);
    }

    /// Nothing is read before it is performed, and then the target may have been asked.
    private static boolean isOnlyPrepared(Operation operation, Action.Phase phase) {
        return phase == Action.Phase.PREPARE && operation.verb() == Verb.READ;
    }

    /// None are told apart, and the target reaches no others, whatever comes back.
    private static Cost found(long records) {
        return new Cost.Records(records, records, records, true, true);
    }

    /// Whether each record that it reaches is counted under a name of its own.
    static boolean named(Scope.Keyed keyed) {
        return keyed.unique() && known(keyed) && keyed.most() <= MOST_KEYS;
    }

    private static boolean known(Scope.Keyed keyed) {
        for (Scope.Key key : keyed.keys()) {
            if (key.values().isEmpty()) return false;
        }
        return true;
    }

    private static Cost atMost(Scope.AtMost most, Operation operation, Action action, boolean aggregate) {
        boolean unproven = operation.labels().contains(Label.UNPROVEN_LINEAGE);
        if (unproven && !(most.firm() && holdsItsOwn(operation))) return new Cost.Records(UNKNOWN, UNKNOWN, 0, false);
        long records = most.records() > MOST_RECORDS ? UNKNOWN : Math.max(0, most.records());
        boolean kept = aggregate || unproven || operation.labels().contains(Label.BY_USE);
        return changes(action) || kept
                ? new Cost.Records(records, records, 0, kept, most.firm())
                : new Cost.Records(Math.min(1, records), records, 0, false, most.firm());
    }

    /// A record of a view may hold any number of those behind it.
    private static boolean holdsItsOwn(Operation operation) {
        return operation.resource().kind().equals("table");
    }

    /// An effect is there at once: it cannot be cut like an answer.
    private static boolean changes(Action action) {
        for (Operation operation : action.operations()) {
            if (!operation.verb().readsOnly() && operation.verb() != Verb.UNKNOWN && !operation.concernsSessionOnly())
                return true;
        }
        return false;
    }
}
