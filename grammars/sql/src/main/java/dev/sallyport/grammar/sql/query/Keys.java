package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.value.KeyType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Collects the conditions of one query level and turns them into keys.
///
/// A condition is a key when it is joined to the others by AND alone, compares a plain column by the built-in
/// `=` with values the statement names, and bounds every row of that occurrence that can reach the answer.
/// Through `a.x = b.y` a key of one is a key of the other.
final class Keys {

    private final Findings findings;
    private final KeyConditions conditions;
    private final Map<Origin, Set<ValueList>> known = new HashMap<>();
    private final List<Equality> equalities = new ArrayList<>();

    /// The key of `from` is one of `to` as well.
    private record Equality(Origin from, Origin to) {}

    Keys(Reader reader) {
        this.findings = reader.findings();
        this.conditions = new KeyConditions(reader);
    }

    /// @param bounded the occurrences whose rows must satisfy it
    void condition(Node condition, Level level, Joint bounded) {
        if (!Steadiness.of(condition)) {
            findings.unsteady();
        }
        for (Node conjunct : conditions.conjuncts(condition)) {
            conditions.equality(conjunct, level).ifPresent(sides -> equalSides(sides, bounded));
            for (KeyConditions.Fixed fixed : conditions.fixed(conjunct, level)) {
                if (bounded.bounds(fixed.column().occurrence())) {
                    known.computeIfAbsent(fixed.column(), _ -> new LinkedHashSet<>())
                            .add(fixed.values());
                }
            }
        }
    }

    /// A column that a join merged stands for the sides that are always there.
    private void equalSides(KeyConditions.Sides sides, Joint bounded) {
        for (Origin one : solid(sides.left(), bounded)) {
            for (Origin other : solid(sides.right(), bounded)) {
                equal(one, other, bounded);
            }
        }
    }

    private static List<Origin> solid(List<Origin> columns, Joint bounded) {
        return columns.size() == 1
                ? columns
                : columns.stream()
                        .filter(column -> bounded.bounds(column.occurrence()))
                        .toList();
    }

    void equal(Origin one, Origin other, Joint bounded) {
        if (family(one).isEmpty() || !family(one).equals(family(other))) {
            return;
        }
        if (bounded.bounds(other.occurrence())) {
            equalities.add(new Equality(one, other));
        }
        if (bounded.bounds(one.occurrence())) {
            equalities.add(new Equality(other, one));
        }
    }

    private static Optional<KeyType.Family> family(Origin origin) {
        return type(origin).map(KeyType::family);
    }

    static Optional<KeyType> type(Origin origin) {
        return origin.occurrence().relation().column(origin.column()).flatMap(column -> KeyType.of(column.type()));
    }

    /// Bounds every occurrence that has a key.
    void assign() {
        Map<Origin, Set<ValueList>> firsthand = new HashMap<>();
        known.forEach((origin, values) -> firsthand.put(origin, new LinkedHashSet<>(values)));
        spread();
        Set<Occurrence> keyed = new LinkedHashSet<>();
        known.keySet().forEach(origin -> keyed.add(origin.occurrence()));
        keyed.forEach(occurrence -> occurrence.bound(keyed(occurrence, known), first(occurrence, firsthand)));
    }

    private static Extent first(Occurrence occurrence, Map<Origin, Set<ValueList>> firsthand) {
        Extent.Keyed keyed = keyed(occurrence, firsthand);
        return keyed.keys().isEmpty() ? new Extent.Whole(occurrence.relation().estimate()) : keyed;
    }

    private void spread() {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Equality equality : equalities) {
                Set<ValueList> values = known.get(equality.from());
                if (values != null) {
                    grown |= known.computeIfAbsent(equality.to(), _ -> new LinkedHashSet<>())
                            .addAll(List.copyOf(values));
                }
            }
        }
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
