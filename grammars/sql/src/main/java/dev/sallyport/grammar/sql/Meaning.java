package dev.sallyport.grammar.sql;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.Catalog;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.query.Effect;
import dev.sallyport.grammar.sql.query.ExecuteCall;
import dev.sallyport.grammar.sql.query.Lineage;
import dev.sallyport.grammar.sql.query.Mistake;
import dev.sallyport.grammar.sql.query.Part;
import dev.sallyport.grammar.sql.query.Reading;
import dev.sallyport.grammar.sql.query.Restated;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What one string of statements does, whatever its parameters. Immutable, safe on every thread; nothing here blocks.
public final class Meaning {

    private final Reading reading;
    private final String target;
    private final Catalog catalog;
    private final List<Long> types;
    private final List<BoundValue> constants;
    private final List<Effect> effects;

    /// @param types declared oids of the parameters, where the values do not say
    /// @param constants in the place of the parameters, for a text that has none of its own
    private Meaning(
            Reading reading,
            String target,
            Catalog catalog,
            List<Long> types,
            List<BoundValue> constants,
            List<Effect> effects) {
        this.reading = reading;
        this.target = target;
        this.catalog = catalog;
        this.types = types;
        this.constants = constants;
        this.effects = effects;
    }

    private static Meaning of(Reading reading, String target, Catalog catalog, List<Long> types) {
        List<Effect> effects = reading.parts().stream().map(Part::effect).toList();
        return new Meaning(reading, target, catalog, types, List.of(), effects);
    }

    static Meaning of(Reading reading, View view) {
        return of(reading, view.target(), view.catalog(), view.parameterTypes());
    }

    /// The same of a text that has these constants where this one has parameters.
    Meaning with(List<BoundValue> values) {
        return new Meaning(reading, target, catalog, types, values, effects);
    }

    /// One statement that does nothing to the conversation and names nothing: its parameters are its own.
    boolean plain() {
        return effects.size() == 1
                && effects.getFirst() instanceof Effect.Other
                && reading.parts().getFirst().execute().isEmpty()
                && reading.parts().getFirst().prepares().isEmpty();
    }

    /// One per top-level statement, in order.
    public List<Effect> effects() {
        return effects;
    }

    /// True when it changes what the next judgement depends on (SET, DDL, PREPARE, ROLLBACK, anything unknown): nothing
    /// may overtake it until its answer has ended.
    public boolean barrier() {
        for (Part part : reading.parts()) if (part.barrier()) return true;
        return false;
    }

    /// How many messages at the start of the answer look like records and show none: the header of a COPY,
    /// the plan of an EXPLAIN. Of a string with several statements none, since nobody tells them apart in the
    /// answer.
    public long rowsWithoutRecord() {
        if (reading.parts().size() != 1) {
            return 0;
        }
        return switch (reading.parts().getFirst().effect()) {
            case Effect.Explain(boolean _) -> Long.MAX_VALUE;
            case Effect.CopyOut copy when copy.header() -> 1;
            case Effect _ -> 0;
        };
    }

    /// True when it only puts a statement under a name (SQL's PREPARE): judged like a Parse, and again with
    /// its values at every EXECUTE.
    public boolean onlyPrepares() {
        return reading.parts().size() == 1
                && !reading.parts().getFirst().prepares().isEmpty();
    }

    /// What a target is to hear in the place of the text; empty for the text itself.
    public Optional<Restated> restated() {
        return reading.parts().size() == 1
                ? Optional.ofNullable(reading.parts().getFirst().restated())
                : Optional.empty();
    }

    /// True when it names a relation, column or function that the catalog does not know: a newer one might.
    public boolean missesNames() {
        for (Part part : reading.parts()) if (part.missesNames()) return true;
        return false;
    }

    /// Why the target would not take it either: the first thing that is wrong with it.
    public Optional<Mistake> mistake() {
        return reading.parts().stream()
                .flatMap(part -> Stream.ofNullable(part.mistake()))
                .findFirst();
    }

    /// 0 for an empty string or nothing but comments.
    public int statements() {
        return reading.parts().size();
    }

    /// The generation of the catalog it was understood with.
    public long catalog() {
        return catalog.generation();
    }

    /// The structure it was understood with: an answer's columns are looked up in it and in no other.
    public Catalog structure() {
        return catalog;
    }

    /// The same object for all texts that this was read for: those that differ in their constants only.
    public Object essence() {
        return reading;
    }

    /// What the parameters of the text were declared as; empty where it has none of its own.
    public List<Long> declared() {
        return constants.isEmpty() ? types : List.of();
    }

    /// The statements of the text one by one, each as it stands there.
    ///
    /// @param sql the text that this means
    /// @return empty when something stands between them that no statement has
    public Optional<List<Piece>> pieces(String sql) {
        return Pieces.of(sql, reading);
    }

    /// Where the columns of the answer come from, of a text that is one query; otherwise empty.
    public List<Lineage> columns() {
        return reading.parts().size() == 1 ? reading.parts().getFirst().columns() : List.of();
    }

    /// Phase PERFORM. Cheap: called for every execution, on the loop. Never empty.
    ///
    /// @param values of $1, $2, …; a missing one that is a key makes its operation UNKNOWN
    public List<Operation> operations(List<BoundValue> values) {
        return operations(values, _ -> Optional.empty());
    }

    /// @param prepared resolves SQL's EXECUTE; what it does not know is UNKNOWN
    public List<Operation> operations(List<BoundValue> values, PreparedStatements prepared) {
        List<BoundValue> typed = constants.isEmpty() ? typed(values) : constants;
        List<Operation> all = new ArrayList<>(reading.parts().size());
        for (Part part : reading.parts()) {
            all.addAll(part.operations(typed));
            Optional<ExecuteCall> call = part.call();
            if (call.isPresent()) {
                List<Operation> executed = executed(call.get(), typed, prepared);
                boolean counts = part.effect() instanceof Effect.Explain(boolean runs) && runs;
                all.addAll(counts ? Counted.inFull(executed) : executed);
            }
        }
        return all.isEmpty() ? List.of(nothing()) : all;
    }

    private List<BoundValue> typed(List<BoundValue> values) {
        return types.isEmpty() || values.stream().noneMatch(value -> value.declaredType() == 0)
                ? values
                : declared(values);
    }

    private List<BoundValue> declared(List<BoundValue> values) {
        List<BoundValue> typed = new ArrayList<>(values);
        for (int i = 0; i < Math.min(types.size(), typed.size()); i++) {
            BoundValue value = typed.get(i);
            if (value.declaredType() == 0) {
                typed.set(i, new BoundValue(types.get(i), value.binary(), value.bytes()));
            }
        }
        return typed;
    }

    /// Phase PREPARE: the same operations, the values of keys not known yet.
    public List<Operation> prepared() {
        List<Operation> all = new ArrayList<>();
        for (Part part : reading.parts()) {
            all.addAll(part.prepared());
            part.call().ifPresent(call -> all.add(unresolved(call)));
        }
        return all.isEmpty() ? List.of(nothing()) : all;
    }

    /// What SQL's PREPARE put under a name; empty for other statements. A connector keeps it for
    /// [PreparedStatements], with the text to learn it again when the view changes.
    public Optional<Meaning> prepares() {
        return reading.parts().stream()
                .filter(part -> !part.prepares().isEmpty())
                .map(part -> of(new Reading(part.prepares()), target, catalog, List.of()))
                .findFirst();
    }

    private List<Operation> executed(ExecuteCall call, List<BoundValue> values, PreparedStatements prepared) {
        Optional<Meaning> meaning = prepared.find(call.name());
        Optional<List<BoundValue>> arguments = call.values(values);
        return meaning.isPresent() && arguments.isPresent()
                ? meaning.get().operations(arguments.get())
                : List.of(unresolved(call));
    }

    private Operation unresolved(ExecuteCall call) {
        return new Operation(
                Verb.UNKNOWN,
                new Resource(target, "prepared statement", call.name(), List.of()),
                new Scope.Unbounded(-1),
                Set.of(),
                "prepared statement `" + call.name() + "` or its arguments are not known");
    }

    private Operation nothing() {
        Resource session = new Resource(target, Resource.SESSION, "nothing", List.of());
        return new Operation(Verb.READ, session, new Scope.AtMost(0), Set.of());
    }
}
