package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An operation whose key values may still be parameters. Immutable, safe on every thread.
record Draft(Verb verb, Resource resource, Extent extent, Set<Label> labels, String note) {

    private static final String UNSTEADY = " may fail on another record and so tell of it, so that no key counts here";
    private static final String JOINED =
            "a condition does more than compare, so that keys of other records do not count";

    private static final Set<String> GIVEN_UP = Set.of("channel", "locks", "plans", "temp");

    Draft {
        labels = Set.copyOf(labels);
    }

    static Draft of(Verb verb, Resource resource, String note) {
        return new Draft(verb, resource, new Extent.Whole(-1), Set.of(), note);
    }

    /// Something that concerns the conversation alone.
    static Draft session(View view, String what, long records, String note) {
        return session(view, what, new Extent.Limited(records), note);
    }

    static Draft session(View view, String what, Extent extent) {
        return session(view, what, extent, "");
    }

    private static Draft session(View view, String what, Extent extent, String note) {
        Resource resource = new Resource(view.target(), Resource.SESSION, what, List.of());
        return new Draft(Verb.READ, resource, extent, Set.of(), note);
    }

    /// See [Label#SPREAD]. What concerns the session alone counts no records, and of what is not bounded each row is
    /// one.
    Draft spread() {
        if (extent instanceof Extent.Whole || resource.kind().equals(Resource.SESSION)) return this;
        Set<Label> more = new HashSet<>(labels);
        more.add(Label.SPREAD);
        return new Draft(verb, resource, extent, more, note);
    }

    /// The session gives up something of its own, and hears nothing.
    boolean letsGo() {
        return resource.kind().equals(Resource.SESSION) && GIVEN_UP.contains(resource.name());
    }

    /// @param unsteady what in a predicate of the statement may reveal rows that its keys leave out; null for nothing
    /// @param late false when something else may, before rows are joined
    /// @param plain false when a condition does more than compare
    static Draft reading(View view, Occurrence place, @Nullable String unsteady, boolean late, boolean plain) {
        Extent all = plain ? place.extent() : elaborate(place.extent(), place.firsthand());
        Extent bound = late ? all : place.firsthand();
        boolean trusted = !place.extent().isKeyed() || (unsteady == null && bound.isKeyed());
        Extent extent = trusted ? bound : new Extent.Whole(place.relation().estimate());
        Set<Label> labels = place.labels();
        labels.addAll(place.fold().labels(extent));
        Resource resource = resource(view, place.relation(), place.fieldsRead());
        String note = trusted ? "" : unsteady == null ? JOINED : unsteady + UNSTEADY;
        return new Draft(Structure.verb(place.relation()), resource, extent, labels, note);
    }

    /// What the key of another relation says holds for rows that are joined, not for those that are looked at.
    private static Extent elaborate(Extent extent, Extent firsthand) {
        return switch (extent) {
            case Through _ -> firsthand;
            case Extent.Keyed keyed -> keyed.lookedAt();
            case Extent other -> other;
        };
    }

    static Resource resource(View view, Relation relation, List<String> fields) {
        return new Resource(view.target(), kind(relation.kind()), relation.canonicalName(), fields);
    }

    private static String kind(Relation.Kind kind) {
        return switch (kind) {
            case TABLE, PARTITIONED, SYSTEM -> "table";
            case VIEW -> "view";
            case MATERIALIZED_VIEW -> "materialized view";
            case FOREIGN -> "foreign table";
            case SEQUENCE -> "sequence";
        };
    }

    Operation operation(List<BoundValue> values) {
        Optional<Scope> scope = extent.scope(values);
        return scope.isPresent()
                ? new Operation(verb, resource, scope.get(), labels, note)
                : new Operation(Verb.UNKNOWN, resource, new Scope.Unbounded(-1), labels, unreadable(values));
    }

    private String unreadable(List<BoundValue> values) {
        return extent.values().stream()
                .filter(value -> value.texts(values).isEmpty())
                .map(value -> "parameter $" + value.parameter() + " cannot be read: bind it in text format")
                .findFirst()
                .orElse("a parameter names what may not be told");
    }

    Operation prepared() {
        return new Operation(verb, resource, extent.prepared(), labels, note);
    }
}
