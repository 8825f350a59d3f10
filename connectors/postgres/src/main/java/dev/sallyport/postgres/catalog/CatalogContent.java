package dev.sallyport.postgres.catalog;

import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.postgres.target.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one look at a database found.
///
/// @param operators whether every operator of a name in a schema is built in and without side effects
/// @param definitions of views, by oid; one that cannot be had now is missing, and nobody knows what it shows
/// @param shownBy by oid, the oids of the relations whose plans show that one
/// @param types the built-in types of `pg_catalog`
record CatalogContent(
        Map<QualifiedName, Relation> relations,
        Map<Long, String> definitions,
        Map<Long, Set<Long>> shownBy,
        Map<QualifiedName, Functions> functions,
        Map<QualifiedName, Boolean> operators,
        Set<String> types,
        Overloads functionOverloads,
        Overloads operatorOverloads) {

    private static final int TENTH = 10;

    CatalogContent {
        relations = Map.copyOf(relations);
        definitions = Map.copyOf(definitions);
        shownBy = Map.copyOf(shownBy);
        functions = Map.copyOf(functions);
        operators = Map.copyOf(operators);
        types = Set.copyOf(types);
    }

    CatalogContent with(Map<Long, String> texts) {
        return new CatalogContent(
                relations, texts, shownBy, functions, operators, types, functionOverloads, operatorOverloads);
    }

    /// All functions of one name in one schema.
    ///
    /// @param builtIn all of them came with the server
    /// @param aggregate one of them at least
    record Functions(boolean builtIn, boolean aggregate, List<Long> oids) {
        Functions {
            oids = List.copyOf(oids);
        }
    }

    /// True when every statement means the same under both: row estimates do not matter.
    boolean meansTheSameAs(CatalogContent other) {
        return functions.equals(other.functions)
                && definitions.equals(other.definitions)
                && shownBy.equals(other.shownBy)
                && operators.equals(other.operators)
                && types.equals(other.types)
                && functionOverloads.equals(other.functionOverloads)
                && operatorOverloads.equals(other.operatorOverloads)
                && relations.size() == other.relations.size()
                && relations.entrySet().stream()
                        .allMatch(e -> sameMeaning(e.getValue(), other.relations.get(e.getKey())));
    }

    /// True when this one does as well: rows come and go all the time, and what was understood need
    /// not be understood anew for it. An estimate differs by a tenth at most then, from what is in
    /// use and not from the look before, so that it does not wander off. Those of the server's own
    /// tables change with every lease, and bound nothing.
    boolean servesFor(CatalogContent newer) {
        return meansTheSameAs(newer)
                && relations.entrySet().stream().allMatch(e -> near(e.getValue(), newer.relations.get(e.getKey())));
    }

    private static boolean near(Relation used, @Nullable Relation found) {
        if (found == null) return false;
        if (used.kind() == Relation.Kind.SYSTEM || used.estimate() == found.estimate()) return true;
        long most = Math.max(used.estimate(), found.estimate());
        boolean counted = used.estimate() >= 0 && found.estimate() >= 0;
        return counted && Math.abs(used.estimate() - found.estimate()) <= most / TENTH;
    }

    private static boolean sameMeaning(Relation one, @Nullable Relation other) {
        return other != null && withEstimate(one, other.estimate()).equals(other);
    }

    static Relation withEstimate(Relation r, long estimate) {
        return new Relation(
                r.oid(), r.schema(), r.name(), r.kind(), r.columns(), r.uniqueKeys(), estimate, r.runsCode());
    }
}
