package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Operation;
import dev.sallyport.grammar.sql.query.Lineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands behind the views that a text names. Immutable.
///
/// @param operations reads of the relations behind them, labelled THROUGH
/// @param columns of the views, by the view's oid and from the first on: the column of a relation that is
///     no view whose very value it is; at most one each
record Background(List<Operation> operations, Map<Long, List<List<Lineage.Source>>> columns) {

    static final Background NONE = new Background(List.of(), Map.of());

    Background {
        operations = List.copyOf(operations);
        columns = Map.copyOf(columns);
    }

    List<Operation> beside(List<Operation> own) {
        if (operations.isEmpty()) return own;
        List<Operation> all = new ArrayList<>(own);
        all.addAll(operations);
        return all;
    }

    Optional<Lineage.Source> base(long view, int number) {
        List<List<Lineage.Source>> own = columns.getOrDefault(view, List.of());
        return number < 1 || number > own.size()
                ? Optional.empty()
                : own.get(number - 1).stream().findFirst();
    }
}
