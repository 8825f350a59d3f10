package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.Catalog;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.query.Lineage;
import dev.sallyport.grammar.sql.value.KeyType;
import dev.sallyport.transport.Ticket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which records an answer shows, by the server's own word on where its columns come from (R7). What a
/// statement asked
/// for by its key must show that key and no other; and where every row says which record it shows, records
/// are counted
/// instead of rows. On the loop.
record Sights(List<Sight> all) implements Ticket.Seen {

    private static final Set<KeyType.Family> EXACT = Set.of(KeyType.Family.INTEGER, KeyType.Family.UUID);

    static final Sights NONE = new Sights(List.of());

    Sights {
        all = List.copyOf(all);
    }

    Sights and(Sights more) {
        List<Sight> both = new ArrayList<>(all);
        both.addAll(more.all);
        return new Sights(both);
    }

    static Sights of(Layout layout, List<Operation> operations, Catalog structure, Background background) {
        Map<Relation, Map<String, Sight.Place>> shown = places(layout, structure, background);
        List<Sight> sights = new ArrayList<>();
        shown.forEach((relation, places) -> {
            List<Operation> own = operations.stream()
                    .filter(operation -> operation.resource().name().equals(relation.canonicalName()))
                    .toList();
            bounded(relation, places, own).ifPresent(sights::add);
            counted(relation, places, own).ifPresent(sights::add);
        });
        return new Sights(sights);
    }

    private static Map<Relation, Map<String, Sight.Place>> places(
            Layout layout, Catalog structure, Background background) {
        Map<Relation, Map<String, Sight.Place>> places = new LinkedHashMap<>();
        for (int at = 0; at < layout.columns().size(); at++) {
            Layout.Column column = layout.columns().get(at);
            if (column.table() == 0) continue;
            Optional<KeyType> type = KeyType.of(column.type());
            Optional<Relation> relation = structure.relation(column.table());
            if (type.isEmpty() || relation.isEmpty()) continue;
            int place = at;
            name(relation.get(), column.number())
                    .ifPresent(name -> put(places, relation.get(), new Sight.Place(place, name, type.get())));
            background
                    .base(column.table(), column.number())
                    .ifPresent(base -> structure
                            .relation(base.relation())
                            .ifPresent(behind -> put(places, behind, place(place, base, type.get()))));
        }
        return places;
    }

    private static Sight.Place place(int column, Lineage.Source base, KeyType type) {
        return new Sight.Place(column, base.column(), type);
    }

    private static void put(Map<Relation, Map<String, Sight.Place>> places, Relation relation, Sight.Place place) {
        places.computeIfAbsent(relation, _ -> new HashMap<>()).putIfAbsent(place.field(), place);
    }

    private static Optional<String> name(Relation relation, int number) {
        return relation.columns().stream()
                .filter(column -> column.number() == number)
                .map(Relation.Column::name)
                .findFirst();
    }

    /// The statement names the values of a column, wherever the relation stands in it.
    private static Optional<Sight> bounded(Relation relation, Map<String, Sight.Place> places, List<Operation> own) {
        for (Sight.Place place : places.values()) {
            if (!EXACT.contains(place.type().family())) continue;
            Set<List<String>> allowed = new HashSet<>();
            boolean all = !own.isEmpty();
            for (Operation operation : own) all &= named(operation, place.field(), allowed);
            if (all) return Optional.of(new Sight(relation.canonicalName(), List.of(place), allowed, true, false));
        }
        return Optional.empty();
    }

    private static boolean named(Operation operation, String field, Set<List<String>> into) {
        if (operation.verb() != Verb.READ || !(operation.scope() instanceof Scope.Keyed keyed)) return false;
        for (Scope.Key key : keyed.keys()) {
            if (!key.field().equals(field)) continue;
            key.values().forEach(value -> into.add(List.of(value)));
            return true;
        }
        return false;
    }

    /// The relation stands in one place, its rows are not folded, and a unique key of it stands in the
    /// answer.
    private static Optional<Sight> counted(Relation relation, Map<String, Sight.Place> places, List<Operation> own) {
        if (own.size() != 1 || folded(own.getFirst())) return Optional.empty();
        return relation.uniqueKeys().stream()
                .filter(key -> places.keySet().containsAll(key))
                .findFirst()
                .map(key -> new Sight(
                        relation.canonicalName(), key.stream().map(places::get).toList(), Set.of(), false, true));
    }

    private static boolean folded(Operation operation) {
        return operation.verb() != Verb.READ
                || operation.labels().contains(Label.AGGREGATE)
                || operation.labels().contains(Label.UNPROVEN_LINEAGE);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /// @return why the row must not pass
    Optional<Deny> row(Row row) {
        for (Sight sight : all) {
            if (!sight.row(row)) return Optional.of(beyond(sight.resource()));
        }
        return Optional.empty();
    }

    private static Deny beyond(String resource) {
        String reason = "the answer shows a record of `" + resource + "` that the statement did not ask for by its key";
        return new Deny("results", reason, List.of(new Signal.Operational(reason)));
    }

    @Override
    public long keys() {
        long keys = 0;
        for (Sight sight : all) keys += sight.keys();
        return keys;
    }

    @Override
    public List<Outcome.Shown> shown() {
        return all.stream().flatMap(sight -> sight.shown().stream()).toList();
    }
}
