package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Label;
import dev.sallyport.grammar.sql.catalog.Relation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// What the conditions of a whole statement say about columns: `o` can have only these values (or NULL, from
/// an outer join) in any row that reaches the answer. Passes on along equalities, whichever level of the
/// statement they stand at. Confined to one thread.
final class Facts {

    /// Far more relations than people name at once; of more nothing is concluded.
    private static final int MOST = 50;

    private final Map<Origin, Set<ValueList>> stated = new HashMap<>();
    private final Map<Origin, Set<ValueList>> known = new HashMap<>();
    private final Map<Origin, Set<Origin>> passing = new HashMap<>();
    private final Set<Occurrence> changed = new LinkedHashSet<>();

    void state(Origin column, ValueList values) {
        stated.computeIfAbsent(column, _ -> new LinkedHashSet<>()).add(values);
        know(column, values);
    }

    /// What is known of `from` holds for `to` as well.
    void pass(Origin from, Origin to) {
        if (passing.computeIfAbsent(from, _ -> new LinkedHashSet<>()).add(to)) {
            List.copyOf(known.getOrDefault(from, Set.of())).forEach(values -> know(to, values));
        }
    }

    private void know(Origin column, ValueList values) {
        Deque<Origin> learning = new ArrayDeque<>(List.of(column));
        while (!learning.isEmpty()) {
            Origin next = learning.pop();
            if (known.computeIfAbsent(next, _ -> new LinkedHashSet<>()).add(values)) {
                changed.add(next.occurrence());
                learning.addAll(passing.getOrDefault(next, Set.of()));
            }
        }
    }

    /// Bounds every occurrence of which more is known than before.
    void assign() {
        changed.forEach(occurrence -> occurrence.bound(keyed(occurrence, known), first(occurrence)));
        changed.clear();
    }

    /// What no value is known of may still be few: a relation has one record at most for each of another one's, where
    /// its unique key equals that one's columns. Once all is read; only rows that are read are bounded so.
    void derive(List<Occurrence> all) {
        Map<Origin, List<Origin>> sources = sources();
        Deque<Occurrence> bounded = new ArrayDeque<>(
                all.stream().filter(one -> one.extent().singles()).toList());
        Set<Occurrence> open = new HashSet<>(all);
        while (!bounded.isEmpty()) {
            Occurrence from = bounded.pop();
            open.remove(from);
            for (Occurrence to : reached(from)) {
                if (!open.contains(to) || to.extent().singles()) continue;
                Optional<Through> through = through(to, sources);
                if (through.isEmpty()) continue;
                to.bound(through.get(), to.firsthand());
                bounded.add(to);
            }
        }
    }

    private Map<Origin, List<Origin>> sources() {
        Map<Origin, List<Origin>> sources = new HashMap<>();
        passing.forEach((from, targets) -> targets.forEach(
                to -> sources.computeIfAbsent(to, _ -> new ArrayList<>()).add(from)));
        return sources;
    }

    /// Labels what has no key but that of others beside it, see [Label#REACHED]. Once everything is bounded, of
    /// statements that only answer. Those whose keys are each other's are reached from nowhere.
    void reach(List<Occurrence> all) {
        if (all.size() > MOST) return;
        Map<Origin, List<Origin>> sources = sources();
        settled(all, (one, from) -> isReached(one, sources, from)).forEach(one -> one.label(Label.REACHED));
    }

    /// Those that others lead to which stay, or were led to themselves: of a circle none.
    private static Set<Occurrence> settled(
            Collection<Occurrence> all, BiPredicate<Occurrence, Predicate<Occurrence>> isLedTo) {
        Set<Occurrence> settled = new HashSet<>(all);
        settled.removeIf(one -> !isLedTo.test(one, _ -> true));
        Set<Occurrence> open = new HashSet<>(settled);
        boolean more = true;
        while (more) more = open.removeIf(one -> isLedTo.test(one, from -> !open.contains(from)));
        settled.removeAll(open);
        return settled;
    }

    private static boolean isReached(Occurrence one, Map<Origin, List<Origin>> sources, Predicate<Occurrence> from) {
        return one.relation().uniqueKeys().stream()
                .filter(one::isShownBy)
                .anyMatch(key -> isGiven(one, key, sources, from));
    }

    private static boolean isGiven(
            Occurrence one, List<String> key, Map<Origin, List<Origin>> sources, Predicate<Occurrence> from) {
        return key.stream()
                .map(column -> sources.getOrDefault(new Origin(one, column), List.of()))
                .allMatch(columns ->
                        columns.stream().map(Origin::occurrence).anyMatch(other -> other != one && from.test(other)));
    }

    /// Those of which there is one record at most for each row of the others: by a unique key that has one value, or
    /// equals columns of those that stay. One more may follow from the side that an outer join leaves out
    /// (`c LEFT JOIN t ON t.customer_id = c.id`); two would stand there in pairs that nothing matches.
    ///
    /// @param others what stands in the same FROM
    Set<Occurrence> following(Set<Occurrence> relations, Set<Occurrence> others) {
        Map<Origin, List<Origin>> sources = sources();
        Set<Occurrence> following = settled(
                relations,
                (one, from) ->
                        one.isOne() || follows(one, sources, other -> others.contains(other) && from.test(other)));
        Map<Origin, List<Origin>> equal = equal();
        relations.stream()
                .filter(one -> !following.contains(one))
                .filter(one -> follows(one, equal, other -> relations.contains(other) && !following.contains(other)))
                .findFirst()
                .ifPresent(following::add);
        return following;
    }

    private static boolean follows(Occurrence one, Map<Origin, List<Origin>> columns, Predicate<Occurrence> from) {
        return one.relation().uniqueKeys().stream().anyMatch(key -> isGiven(one, key, columns, from));
    }

    /// Which columns equal which, on whichever side of an outer join they stand.
    private Map<Origin, List<Origin>> equal() {
        Map<Origin, List<Origin>> equal = sources();
        passing.forEach((from, targets) ->
                equal.computeIfAbsent(from, _ -> new ArrayList<>()).addAll(targets));
        return equal;
    }

    private Set<Occurrence> reached(Occurrence from) {
        Set<Occurrence> reached = new LinkedHashSet<>();
        for (Relation.Column column : from.relation().columns())
            passing.getOrDefault(new Origin(from, column.name()), Set.of()).forEach(to -> reached.add(to.occurrence()));
        return reached;
    }

    private Optional<Through> through(Occurrence occurrence, Map<Origin, List<Origin>> sources) {
        return occurrence.relation().uniqueKeys().stream()
                .flatMap(key -> through(occurrence, key, sources).stream())
                .findFirst();
    }

    private Optional<Through> through(Occurrence occurrence, List<String> key, Map<Origin, List<Origin>> sources) {
        Extent.Keyed said = keyed(occurrence, known);
        List<Through.Given> given = new ArrayList<>();
        for (String column : key) {
            if (said.keys().stream().anyMatch(own -> own.field().equals(column))) continue;
            Optional<Extent> by = source(sources.getOrDefault(new Origin(occurrence, column), List.of()), occurrence);
            if (by.isEmpty()) return Optional.empty();
            given.add(new Through.Given(column, by.get()));
        }
        return Optional.of(new Through(said, given, occurrence.relation().estimate()));
    }

    /// What bounds a relation whose column it equals; none that would be bounded by itself.
    private static Optional<Extent> source(List<Origin> columns, Occurrence by) {
        return columns.stream()
                .map(Origin::occurrence)
                .filter(from -> from != by && from.extent().singles())
                .map(Occurrence::extent)
                .findFirst();
    }

    /// What its own conditions say alone, without keys that joins pass on.
    private Extent first(Occurrence occurrence) {
        Extent.Keyed keyed = keyed(occurrence, stated);
        return keyed.keys().isEmpty() ? new Extent.Whole(occurrence.relation().estimate()) : keyed;
    }

    private static Extent.Keyed keyed(Occurrence occurrence, Map<Origin, Set<ValueList>> by) {
        List<Extent.Key> keys = new ArrayList<>();
        Set<String> fields = new HashSet<>();
        Relation relation = occurrence.relation();
        relation.columns().stream()
                .sorted(Comparator.comparingInt(Relation.Column::number))
                .forEach(column -> {
                    Set<ValueList> values = by.get(new Origin(occurrence, column.name()));
                    if (values != null) {
                        fields.add(column.name());
                        keys.add(new Extent.Key(column.name(), List.copyOf(values)));
                    }
                });
        boolean unique = relation.uniqueKeys().stream().anyMatch(fields::containsAll);
        return new Extent.Keyed(keys, unique);
    }
}
