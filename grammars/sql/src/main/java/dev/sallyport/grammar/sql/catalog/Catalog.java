package dev.sallyport.grammar.sql.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One snapshot of a database's structure.
public interface Catalog {

    /// Grows with every change that could alter the meaning of a statement (R8).
    long generation();

    /// Grows with every snapshot, also with those under which each statement means the same: nobody asks by an
    /// older one again.
    default long edition() {
        return generation();
    }

    /// Exact names, as the server stores them (already case-folded).
    Optional<Relation> relation(String schema, String name);

    /// By the number under which answers name it. What is not found cannot be told from anything else.
    default Optional<Relation> relation(long oid) {
        return Optional.empty();
    }

    /// Canonical names of the relations whose use shows rows of this one too: views on it, tables that
    /// it is a partition or an heir of, tables whose policies look at it; and whatever shows those.
    default Set<String> shownBy(Relation relation) {
        return Set.of();
    }

    /// The query that a view stands for, every name with its schema; empty for all other relations, and
    /// where nobody knows.
    default Optional<String> definition(Relation view) {
        return Optional.empty();
    }

    /// True when *every* function of that name that the session could reach by this spelling is built in and on
    /// the list of side-effect-free ones, by oid (R9).
    ///
    /// @param schema empty when the call does not name one: then no schema of the search path may have one of
    ///     that name
    boolean harmlessFunction(String schema, String name);

    /// As [#harmlessFunction], without asking whether it is on the list: for those that some arguments make
    /// harmless. False where nobody can tell.
    default boolean builtInFunction(String schema, String name) {
        return harmlessFunction(schema, name);
    }

    /// True when a call by this spelling finds any function at all, harmless or not.
    default boolean knowsFunction(String schema, String name) {
        return true;
    }

    /// True when the function folds many rows into one (count, sum, json_agg, …).
    boolean aggregate(String name);

    /// As for functions: every operator of that name is built in and harmless.
    boolean harmlessOperator(String schema, String name);

    /// As [#harmlessOperator(String, String)] for one use: true as well when operands of these types cannot
    /// reach any operator but built-in ones, by the server's own rules of resolution.
    ///
    /// @param left oid of the type, or one of [OperandTypes]
    default boolean harmlessOperator(String schema, String name, long left, long right) {
        return harmlessOperator(schema, name);
    }

    /// As for operators, of the functions that a call with these arguments can reach.
    ///
    /// @param arguments oids of the types, or [OperandTypes]
    default boolean harmlessFunction(String schema, String name, List<Long> arguments) {
        return harmlessFunction(schema, name);
    }

    /// True for built-in types whose input and output functions run no user code.
    boolean builtInType(String schema, String name);
}
