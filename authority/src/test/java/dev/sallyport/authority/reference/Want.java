package dev.sallyport.authority.reference;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/// What one operation would use.
///
/// @param keys named records; empty when they cannot be named
/// @param least records that must be free, `Long.MAX_VALUE` when nobody knows
/// @param most records it might use
/// @param floor charged in any case
/// @param whole true when all that was reserved is charged
/// @param firm true when the target does not use more than `most`
record Want(
        boolean free,
        boolean named,
        List<String> keys,
        long least,
        long most,
        long floor,
        boolean whole,
        boolean firm) {

    static final long ANY = Long.MAX_VALUE;
    static final Want NOTHING = new Want(true, false, List.of(), 0, 0, 0, false);

    Want(boolean free, boolean named, List<String> keys, long least, long most, long floor, boolean whole) {
        this(free, named, keys, least, most, floor, whole, false);
    }

    static Want of(Operation operation, Action action) {
        boolean folds = operation.labels().contains(Label.AGGREGATE);
        boolean unproven = operation.labels().contains(Label.UNPROVEN_LINEAGE);
        boolean effect = action.operations().stream()
                .anyMatch(o -> !List.of(Verb.READ, Verb.DISCOVER, Verb.UNKNOWN).contains(o.verb())
                        && !o.concernsSessionOnly());
        if (operation.scope() instanceof Scope.Keyed keyed) {
            List<String> keys = combinations(keyed.keys());
            if (keyed.unique()
                    && keyed.keys().stream().noneMatch(k -> k.values().isEmpty())) {
                return new Want(false, true, keys, 0, 0, 0, false);
            }
            if (keyed.unique()) return new Want(false, false, List.of(), keys.size(), keys.size(), keys.size(), true);
            if (folds && operation.labels().contains(Label.COUNTED) && !unproven && !effect) {
                return new Want(false, false, List.of(), keys.size(), keys.size(), keys.size(), true);
            }
            boolean blind = folds || unproven || effect;
            if (blind && keyed.found() >= 0) {
                long found = Math.max(keys.size(), keyed.found());
                return new Want(false, false, List.of(), found, found, found, true, true);
            }
            boolean later = action.phase() == Action.Phase.PREPARE && operation.verb() == Verb.READ;
            return new Want(false, false, List.of(), blind && !later ? ANY : keys.size(), ANY, keys.size(), folds);
        }
        if (operation.scope() instanceof Scope.AtMost most) {
            boolean held = most.firm() && operation.resource().kind().equals("table");
            if (unproven && !held) return new Want(false, false, List.of(), ANY, ANY, 0, false);
            boolean whole = unproven || folds || operation.labels().contains(Label.BY_USE);
            long least = whole || effect ? most.records() : Math.min(1, most.records());
            return new Want(false, false, List.of(), least, most.records(), 0, whole, most.firm());
        }
        if (operation.labels().contains(Label.SENT) && !folds && !unproven)
            return new Want(false, false, List.of(), 1, ANY, 0, false);
        long estimate = ((Scope.Unbounded) operation.scope()).estimate();
        long least = unproven || effect || (folds && estimate < 0) ? ANY : folds ? Math.max(1, estimate) : 1;
        return new Want(false, false, List.of(), least, ANY, 0, folds);
    }

    /// A key without values stands for one that is not known yet.
    private static List<String> combinations(List<Scope.Key> keys) {
        List<Scope.Key> sorted = new ArrayList<>(keys);
        sorted.sort((a, b) -> a.field().compareTo(b.field()));
        List<String> combinations = List.of("");
        for (Scope.Key key : sorted) {
            List<String> longer = new ArrayList<>();
            for (String start : combinations) {
                List<String> values = key.values();
                if (values.isEmpty()) {
                    values = LongStream.rangeClosed(1, Math.max(1, key.through()))
                            .mapToObj(number -> "?" + number)
                            .toList();
                }
                for (String value : values) longer.add(start + key.field() + "=" + value + "&");
            }
            combinations = longer;
        }
        return combinations;
    }
}
