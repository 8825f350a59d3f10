package dev.sallyport.authority.intent.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One SELECT (or INSERT, UPDATE, DELETE) of a statement. Filled by `OutlineReader`, then only read.
final class Block {

    /// A table under its name in this query.
    record Table(String name, String alias) {}

    /// A mention of a column; `function` is the aggregate around it, or empty; `item` counts the commas
    /// before it.
    record Column(String qualifier, String name, Clause clause, String function, int item) {}

    /// A value, with the column and operator it is compared or set with (both empty where there is
    /// none).
    record Literal(String text, boolean number, Clause clause, String column, String operator) {}

    /// An aggregate call.
    record Aggregate(String function, Clause clause, boolean distinct) {}

    final int index;
    final int depth;
    final @Nullable Block parent;
    final List<Table> tables = new ArrayList<>();
    final List<Column> columns = new ArrayList<>();
    final List<Literal> literals = new ArrayList<>();
    final List<Aggregate> aggregates = new ArrayList<>();
    final Set<String> aliases = new HashSet<>();
    final Set<Clause> clauses = new HashSet<>();
    final List<String> operators = new ArrayList<>();
    /// UNION, INTERSECT, EXCEPT or empty: how this query is joined to the one before it.
    String joinedBy = "";
    /// What stands around it: the clause of the query it is nested in.
    Clause around = Clause.NONE;
    boolean star;
    boolean distinct;
    int items = 1;
    boolean descending;
    String limit = "";
    int conditions;

    Block(int index, int depth, @Nullable Block parent) {
        this.index = index;
        this.depth = depth;
        this.parent = parent;
    }

    boolean has(Clause clause) {
        return clauses.contains(clause);
    }

    boolean restricted() {
        return has(Clause.WHERE) || has(Clause.HAVING);
    }

    /// The columns mentioned in a clause.
    List<Column> in(Clause clause) {
        return columns.stream().filter(column -> column.clause() == clause).toList();
    }
}
