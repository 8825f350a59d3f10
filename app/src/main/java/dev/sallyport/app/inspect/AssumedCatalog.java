package dev.sallyport.app.inspect;

import dev.sallyport.grammar.sql.HarmlessFunctions;
import dev.sallyport.grammar.sql.catalog.Catalog;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.catalog.Relation.Kind;
import dev.sallyport.postgres.target.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The structure of a target that nobody asked: what the configuration and the statement say about it. For one
/// statement; used by one thread at a time.
final class AssumedCatalog implements Catalog {

    private static final String BUILT_IN = "pg_catalog";
    private static final String INFORMATION = "information_schema";
    private static final long FIRST_OID = 16_384;

    private final Map<QualifiedName, AssumedRelation> relations;
    private final List<String> searchPath;
    private final Set<String> harmless = HarmlessFunctions.names();
    private final Set<String> adopted = new LinkedHashSet<>();
    private boolean star;

    /// @param relations that the configuration mentions
    /// @param searchPath schemas in order
    AssumedCatalog(Map<QualifiedName, AssumedRelation> relations, List<String> searchPath) {
        this.relations = new LinkedHashMap<>(relations);
        this.searchPath =
                searchPath.stream().filter(schema -> !schema.startsWith("$")).toList();
    }

    /// What a statement names is assumed to be there.
    void adopt(Mentioned mentioned) {
        star |= mentioned.star();
        Map<String, AssumedRelation> byAlias = new LinkedHashMap<>();
        mentioned.tables().forEach(table -> byAlias.put(table.alias(), relation(table)));
        for (Mentioned.Column column : mentioned.columns()) {
            candidates(column, byAlias).forEach(relation -> relation.columns(List.of(column.name())));
        }
    }

    private AssumedRelation relation(Mentioned.Table table) {
        QualifiedName name = new QualifiedName(schema(table), table.name());
        return relations.computeIfAbsent(name, unknown -> {
            boolean system =
                    unknown.schema().equals(BUILT_IN) || unknown.schema().equals(INFORMATION);
            if (!system) {
                adopted.add(unknown.canonical());
            }
            return new AssumedRelation(unknown, system ? Kind.SYSTEM : Kind.TABLE);
        });
    }

    private String schema(Mentioned.Table table) {
        if (!table.schema().isEmpty()) {
            return table.schema();
        }
        if (table.name().startsWith("pg_")) {
            return BUILT_IN;
        }
        return searchPath.stream()
                .filter(schema -> relations.containsKey(new QualifiedName(schema, table.name())))
                .findFirst()
                .orElse(searchPath.isEmpty() ? "public" : searchPath.getFirst());
    }

    /// Relations that get a column they were not known to have: the one that is named before the dot; for a bare name
    /// that none of them has, all of them.
    private static List<AssumedRelation> candidates(Mentioned.Column column, Map<String, AssumedRelation> byAlias) {
        if (!column.qualifier().isEmpty()) {
            return Optional.ofNullable(byAlias.get(column.qualifier())).stream().toList();
        }
        boolean known = byAlias.values().stream().anyMatch(relation -> relation.has(column.name()));
        return known ? List.of() : new ArrayList<>(byAlias.values());
    }

    /// Relations that the statement alone names, in order.
    List<String> adopted() {
        return List.copyOf(adopted);
    }

    /// True when the statement asks for all columns of something.
    boolean star() {
        return star;
    }

    @Override
    public long generation() {
        return 0;
    }

    @Override
    public Optional<Relation> relation(String schema, String name) {
        QualifiedName wanted = new QualifiedName(schema, name);
        long oid = FIRST_OID;
        for (AssumedRelation relation : relations.values()) {
            if (relation.name().equals(wanted)) {
                return Optional.of(relation.relation(oid));
            }
            oid++;
        }
        return Optional.empty();
    }

    @Override
    public boolean harmlessFunction(String schema, String name) {
        return reachesBuiltIns(schema) && harmless.contains(name);
    }

    @Override
    public boolean builtInFunction(String schema, String name) {
        return reachesBuiltIns(schema);
    }

    @Override
    public boolean aggregate(String name) {
        return Aggregates.NAMES.contains(name);
    }

    @Override
    public boolean harmlessOperator(String schema, String name) {
        return reachesBuiltIns(schema);
    }

    @Override
    public boolean builtInType(String schema, String name) {
        return reachesBuiltIns(schema);
    }

    private static boolean reachesBuiltIns(String schema) {
        return schema.isEmpty() || schema.equals(BUILT_IN);
    }
}
