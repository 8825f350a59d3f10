package dev.sallyport.postgres.plan;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.catalog.Catalog;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.postgres.plan.Plan.Change;
import dev.sallyport.postgres.target.QualifiedName;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Whether a plan shows nothing but what the grammar found. Immutable, safe on every thread.
public final class Comparison {

    /// Built-in, and brought along by columns, policies and settings rather than by the statement's own
    /// words; the grammar has looked at what is said to `set_config`.
    private static final Set<String> BROUGHT_ALONG =
            Set.of("nextval", "current_setting", "set_config", "pg_advisory_unlock_all");

    /// What the views of `information_schema` compute with. Nobody but a superuser can put anything else there.
    private static final Set<String> OF_INFORMATION_SCHEMA = Set.of(
            "_pg_char_max_length",
            "_pg_char_octet_length",
            "_pg_datetime_precision",
            "_pg_expandarray",
            "_pg_index_position",
            "_pg_interval_type",
            "_pg_numeric_precision",
            "_pg_numeric_precision_radix",
            "_pg_numeric_scale",
            "_pg_truetypid",
            "_pg_truetypmod");

    private static final EnumSet<Verb> OF_MERGE = EnumSet.of(Verb.CREATE, Verb.UPDATE, Verb.DELETE);

    private final List<Operation> operations;
    private final Catalog catalog;
    private final Set<String> harmless;

    /// @param operations what the grammar found
    /// @param catalog what it was found with
    /// @param harmless names of built-in functions without side effects
    public Comparison(List<Operation> operations, Catalog catalog, Set<String> harmless) {
        this.operations = List.copyOf(operations);
        this.catalog = catalog;
        this.harmless = harmless;
    }

    /// @return what the plan shows and the grammar did not find, in words; empty when there is no such
    ///     thing
    public Optional<String> contradiction(Plan plan) {
        return Stream.of(
                        plan.opaque().stream()
                                .sorted()
                                .map(what -> "a part that cannot be looked into: `" + what + "`"),
                        plan.changes().stream().filter(this::unchanged).map(Comparison::words),
                        plan.scanned().stream().filter(this::unread).map(name -> "relation `" + name + "`"),
                        plan.functions().stream()
                                .filter(this::strange)
                                .map(name -> "function `" + callable(name) + "`"),
                        Stream.of("a lock on rows").filter(_ -> plan.locks() && !locks()))
                .flatMap(found -> found.sorted())
                .findFirst();
    }

    private boolean unread(QualifiedName name) {
        Set<String> names = namesOf(name);
        return operations.stream().noneMatch(operation -> concerns(operation, names))
                && !(isSystem(name) && looksAtSystem());
    }

    private boolean unchanged(Change change) {
        Set<String> names = namesOf(change.relation());
        EnumSet<Verb> verbs = change.verb() == Verb.UNKNOWN ? OF_MERGE : EnumSet.of(change.verb());
        return operations.stream()
                .noneMatch(operation -> verbs.contains(operation.verb()) && concerns(operation, names));
    }

    private static boolean concerns(Operation operation, Set<String> names) {
        return !operation.concernsSessionOnly()
                && names.contains(operation.resource().name());
    }

    /// Its own, and those of whatever shows it: views, parents.
    private Set<String> namesOf(QualifiedName name) {
        Set<String> names = new HashSet<>();
        names.add(name.canonical());
        Optional<Relation> relation = catalog.relation(name.schema(), name.name());
        relation.map(catalog::shownBy).ifPresent(names::addAll);
        return names;
    }

    /// What the system's own views stand on is nowhere written down.
    private boolean looksAtSystem() {
        return operations.stream()
                .map(operation -> operation.resource())
                .anyMatch(resource -> resource.kind().equals("view")
                        || resource.name().startsWith("pg_catalog.")
                        || resource.name().startsWith("information_schema."));
    }

    private static boolean isSystem(QualifiedName name) {
        return name.schema().equals("pg_catalog") || name.schema().equals("information_schema");
    }

    /// Which overload it is, the grammar has found out by the types.
    private boolean strange(QualifiedName function) {
        boolean builtIn = function.schema().isEmpty() || isSystem(function);
        if (builtIn && (harmless.contains(function.name()) || BROUGHT_ALONG.contains(function.name()))) return false;
        return !(looksAtSystem() && builtIn && isOfSystem(function));
    }

    private boolean isOfSystem(QualifiedName function) {
        return function.schema().equals("information_schema")
                ? OF_INFORMATION_SCHEMA.contains(function.name())
                : catalog.builtInFunction("pg_catalog", function.name());
    }

    private boolean locks() {
        return operations.stream().anyMatch(operation -> operation.labels().contains(Label.LOCKS));
    }

    private static String callable(QualifiedName function) {
        return function.schema().isEmpty() ? function.name() : function.schema() + "." + function.name();
    }

    private static String words(Change change) {
        String what = switch (change.verb()) {
            case CREATE -> "an INSERT into";
            case UPDATE -> "an UPDATE of";
            case DELETE -> "a DELETE from";
            case DISCOVER, READ, EXECUTE, SHARE, GRANT, DEFINE, UNKNOWN -> "a MERGE into";
        };
        return what + " `" + change.relation() + "`";
    }
}
