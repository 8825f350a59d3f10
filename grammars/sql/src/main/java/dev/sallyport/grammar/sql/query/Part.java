package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One top-level statement of a string, read. Immutable, safe on every thread.
///
/// @param barrier nothing may overtake it: it changes what the next judgement depends on, or nobody knows
/// @param execute the prepared statement that it runs, if it is an EXECUTE
/// @param prepares the statement that a PREPARE names, if it is one
/// @param mistake why the target would not take it either; null where nothing is known that speaks against it
/// @param columns where the columns of its answer come from; empty for what is no query
/// @param restated what the target hears in its place; null for the statement itself
/// @param demands on its parameters
public record Part(
        Effect effect,
        List<Draft> drafts,
        boolean barrier,
        List<ExecuteCall> execute,
        List<Part> prepares,
        @Nullable Mistake mistake,
        List<Lineage> columns,
        @Nullable Restated restated,
        List<Demand> demands) {

    public Part {
        columns = List.copyOf(columns);
        drafts = List.copyOf(drafts);
        execute = List.copyOf(execute);
        prepares = List.copyOf(prepares);
        demands = List.copyOf(demands);
    }

    /// The same as one of several in a string: the others' rows stand beside its own.
    Part inCompany() {
        return new Part(
                effect,
                drafts.stream().map(Draft::spread).toList(),
                barrier,
                execute,
                prepares,
                mistake,
                columns,
                restated,
                demands);
    }

    /// It names something that the catalog does not know.
    public boolean missesNames() {
        return mistake != null && mistake.isOfNames();
    }

    /// The parameters of what PREPARE names are its own: they come with EXECUTE.
    public List<Operation> operations(List<BoundValue> values) {
        if (!prepares.isEmpty()) {
            return prepared();
        }
        Optional<Demand> failing =
                demands.stream().filter(demand -> !demand.isMet(values)).findFirst();
        if (failing.isPresent()) return List.of(failing(failing.get()));
        List<Operation> operations = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) operations.add(draft.operation(values));
        return operations;
    }

    private Operation failing(Demand demand) {
        return new Operation(
                Verb.UNKNOWN,
                new Resource(drafts.getFirst().resource().target(), "statement", "", List.of()),
                new Scope.Unbounded(-1),
                Set.of(),
                "$" + demand.parameter() + " " + demand.words());
    }

    public List<Operation> prepared() {
        return drafts.stream().map(Draft::prepared).toList();
    }

    public Optional<ExecuteCall> call() {
        return execute.isEmpty() ? Optional.empty() : Optional.of(execute.getFirst());
    }
}
