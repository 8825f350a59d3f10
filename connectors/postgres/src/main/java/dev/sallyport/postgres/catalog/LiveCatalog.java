package dev.sallyport.postgres.catalog;

import dev.sallyport.grammar.sql.catalog.Catalog;
import dev.sallyport.grammar.sql.catalog.OperandTypes;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.postgres.target.QualifiedName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// One snapshot of a target's structure. Immutable, safe on every thread, answers in a few look-ups.
public final class LiveCatalog implements Catalog {

    private static final String BUILT_IN = "pg_catalog";

    private final long generation;
    private final long edition;
    private final CatalogContent content;
    private final List<String> searchPath;
    private final Set<String> harmlessNames;
    private final Set<String> aggregates;
    private final Map<Long, Relation> byOid;

    LiveCatalog(
            long generation, long edition, CatalogContent content, List<String> searchPath, Set<String> harmlessNames) {
        this.generation = generation;
        this.edition = edition;
        this.content = content;
        this.searchPath = searchPath;
        this.harmlessNames = harmlessNames;
        this.aggregates = content.functions().entrySet().stream()
                .filter(e -> e.getValue().aggregate())
                .map(e -> e.getKey().name())
                .collect(Collectors.toUnmodifiableSet());
        this.byOid = byOid(content);
    }

    private static Map<Long, Relation> byOid(CatalogContent content) {
        return content.relations().values().stream()
                .collect(Collectors.toUnmodifiableMap(Relation::oid, Function.identity(), (one, _) -> one));
    }

    CatalogContent content() {
        return content;
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public long edition() {
        return edition;
    }

    @Override
    public Optional<Relation> relation(String schema, String name) {
        return Optional.ofNullable(content.relations().get(new QualifiedName(schema, name)));
    }

    @Override
    public Optional<Relation> relation(long oid) {
        return Optional.ofNullable(byOid.get(oid));
    }

    @Override
    public Optional<String> definition(Relation view) {
        return Optional.ofNullable(content.definitions().get(view.oid()));
    }

    @Override
    public Set<String> shownBy(Relation relation) {
        Set<Long> found = new HashSet<>();
        Deque<Long> open = new ArrayDeque<>(List.of(relation.oid()));
        while (!open.isEmpty()) {
            for (Long by : content.shownBy().getOrDefault(open.pop(), Set.of())) if (found.add(by)) open.push(by);
        }
        return found.stream()
                .map(byOid::get)
                .filter(Objects::nonNull)
                .map(Relation::canonicalName)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean harmlessFunction(String schema, String name) {
        return harmlessNames.contains(name) && builtInFunction(schema, name);
    }

    @Override
    public boolean builtInFunction(String schema, String name) {
        return isBuiltInFunction(name) && reachesOnlyBuiltIns(schema, name, content.functions());
    }

    /// The functions that were found to be harmless, by oid (R9): those that a name without a schema can mean.
    public Set<Long> harmlessOids() {
        return content.functions().entrySet().stream()
                .filter(e -> e.getKey().schema().equals(BUILT_IN))
                .filter(e -> harmlessFunction("", e.getKey().name()))
                .flatMap(e -> e.getValue().oids().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean aggregate(String name) {
        return aggregates.contains(name);
    }

    @Override
    public boolean harmlessOperator(String schema, String name) {
        return content.operators().getOrDefault(new QualifiedName(BUILT_IN, name), false)
                && reachesOnlyBuiltIns(schema, name, content.operators());
    }

    /// An operand whose type the server takes from the other one counts as of that type.
    @Override
    public boolean harmlessOperator(String schema, String name, long left, long right) {
        if (harmlessOperator(schema, name)) {
            return true;
        }
        long one = left == OperandTypes.LITERAL ? right : left;
        long other = right == OperandTypes.LITERAL ? left : right;
        return schema.isEmpty()
                && builtInsComeFirst()
                && content.operators().getOrDefault(new QualifiedName(BUILT_IN, name), false)
                && (content.operatorOverloads().exact(name, List.of(one, other))
                        || content.operatorOverloads().outOfReach(name, List.of(left, right), searchPath));
    }

    @Override
    public boolean harmlessFunction(String schema, String name, List<Long> arguments) {
        if (harmlessFunction(schema, name)) {
            return true;
        }
        return schema.isEmpty()
                && builtInsComeFirst()
                && harmlessNames.contains(name)
                && isBuiltInFunction(name)
                && (content.functionOverloads().exact(name, arguments)
                        || content.functionOverloads().outOfReach(name, arguments, searchPath));
    }

    private boolean builtInsComeFirst() {
        return !searchPath.contains(BUILT_IN);
    }

    /// `pg_catalog` comes before the search path, and `pg_temp` after it, so a type's name without a schema is the
    /// built-in one's.
    @Override
    public boolean builtInType(String schema, String name) {
        return (schema.isEmpty() || schema.equals(BUILT_IN)) && content.types().contains(name);
    }

    @Override
    public boolean knowsFunction(String schema, String name) {
        return schema.isEmpty()
                ? has(BUILT_IN, name) || searchPath.stream().anyMatch(s -> has(s, name))
                : has(schema, name);
    }

    private boolean has(String schema, String function) {
        return content.functions().containsKey(new QualifiedName(schema, function));
    }

    private boolean isBuiltInFunction(String name) {
        CatalogContent.Functions functions = content.functions().get(new QualifiedName(BUILT_IN, name));
        return functions != null && functions.builtIn();
    }

    /// Functions and operators are chosen by their arguments too, so one further down the path may win.
    private boolean reachesOnlyBuiltIns(String schema, String name, Map<QualifiedName, ?> known) {
        return schema.isEmpty()
                ? searchPath.stream().noneMatch(s -> known.containsKey(new QualifiedName(s, name)))
                : schema.equals(BUILT_IN);
    }

    @Override
    public String toString() {
        return "LiveCatalog[" + generation + ", " + content.relations().size() + " relations]";
    }
}
