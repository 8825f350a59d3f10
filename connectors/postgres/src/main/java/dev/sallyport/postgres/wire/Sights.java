package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.value.KeyType;
import dev.sallyport.transport.Ticket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which records an answer shows, by the server's own word on where its columns come from (R7). What a
/// statement asked for by its key must show that key and no other; and where every row says which record it
/// shows, records are counted instead of rows. On the loop.
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

    static Sights of(Outlook outlook, List<Operation> operations) {
        List<Sight> sights = new ArrayList<>();
        for (Outlook.Shows shows : outlook.shown()) {
            List<Operation> own = on(shows.relation().canonicalName(), operations);
            bounded(shows, own).ifPresent(sights::add);
            counted(shows, own).ifPresent(sights::add);
        }
        return sights.isEmpty() ? NONE : new Sights(sights);
    }

    private static List<Operation> on(String resource, List<Operation> operations) {
        List<Operation> own = new ArrayList<>(1);
        for (Operation operation : operations) {
            if (operation.resource().name().equals(resource)) own.add(operation);
        }
        return own;
    }

    /// The statement names the values of a column, wherever the relation stands in it.
    private static Optional<Sight> bounded(Outlook.Shows shows, List<Operation> own) {
        for (int i = 0; i < shows.places().size(); i++) {
            Sight.Place place = shows.places().get(i);
            if (!EXACT.contains(place.type().family()) || own.isEmpty()) continue;
            Set<List<String>> allowed = new HashSet<>();
            boolean all = true;
            for (Operation operation : own) all &= named(operation, place.field(), allowed);
            String resource = shows.relation().canonicalName();
            if (all) return Optional.of(new Sight(resource, List.of(place), allowed, true, false));
        }
        return Optional.empty();
    }

    private static boolean named(Operation operation, String field, Set<List<String>> into) {
        if (operation.verb() != Verb.READ || !(operation.scope() instanceof Scope.Keyed keyed)) return false;
        for (Scope.Key key : keyed.keys()) {
            if (!key.field().equals(field)) continue;
            if (key.values().isEmpty()) return false; // other records have them, nobody said them
            key.values().forEach(value -> into.add(List.of(value)));
            return true;
        }
        return false;
    }

    /// The relation stands in one place, its rows are not folded, and a unique key of it stands in the
    /// answer.
    private static Optional<Sight> counted(Outlook.Shows shows, List<Operation> own) {
        if (own.size() != 1 || folded(own.getFirst())) return Optional.empty();
        for (List<String> key : shows.relation().uniqueKeys()) {
            List<Sight.Place> places = shows.of(key);
            if (places.isEmpty()) continue;
            return Optional.of(new Sight(shows.relation().canonicalName(), places, Set.of(), false, true));
        }
        return Optional.empty();
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
