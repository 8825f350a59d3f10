package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.grammar.sql.catalog.Catalog;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.query.Lineage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Follows views to the relations behind them, through views of views (R7): the definition of each is read
/// by the same grammar as the statement. Used once, on one thread.
final class Views {

    private static final int DEEPEST = 32;
    private static final EnumSet<Label> PASSED_ON = EnumSet.of(Label.AGGREGATE, Label.COUNTED);

    private final View surroundings;
    private final Function<String, Optional<Meaning>> definitions;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<Long, List<List<Lineage.Source>>> columns = new HashMap<>();

    /// @param definitions what the texts of [Catalog#definition] mean
    Views(View surroundings, Function<String, Optional<Meaning>> definitions) {
        this.surroundings = surroundings;
        this.definitions = definitions;
    }

    static boolean isView(Operation operation) {
        return operation.resource().kind().equals("view");
    }

    /// The definitions of the views that a meaning names itself.
    static List<String> named(Meaning meaning) {
        return meaning.prepared().stream()
                .filter(Views::isView)
                .flatMap(operation -> relation(meaning.structure(), operation).stream())
                .flatMap(view -> meaning.structure().definition(view).stream())
                .distinct()
                .toList();
    }

    Background behind(Meaning meaning) {
        for (Operation operation : meaning.prepared()) {
            if (isView(operation)) through(operation, operation.labels(), 0);
        }
        return new Background(operations, columns);
    }

    private void through(Operation on, Set<Label> outer, int depth) {
        Optional<Relation> view = relation(surroundings.catalog(), on);
        Optional<Meaning> definition =
                view.flatMap(surroundings.catalog()::definition).flatMap(definitions);
        if (view.isEmpty() || definition.isEmpty() || definition.get().columns().isEmpty() || depth > DEEPEST) {
            operations.add(Understood.unknown(
                    surroundings.target(), "view", "view `" + on.resource().name() + "` cannot be looked into"));
            return;
        }
        columns.computeIfAbsent(view.get().oid(), _ -> bases(definition.get(), depth));
        Set<Lineage.Source> used = used(view.get(), on, definition.get());
        for (Operation inner : definition.get().prepared()) {
            Set<Label> labels = labels(outer, inner);
            if (isView(inner)) through(seen(inner, used, labels), labels, depth + 1);
            else if (inner.verb() == Verb.READ && !inner.concernsSessionOnly())
                operations.add(base(seen(inner, used, labels)));
        }
    }

    /// A fold on either side of the view is one. Whatever else the definition computes, its rows bound the
    /// records.
    private static Set<Label> labels(Set<Label> outer, Operation inner) {
        EnumSet<Label> labels = EnumSet.of(Label.THROUGH);
        outer.stream().filter(PASSED_ON::contains).forEach(labels::add);
        inner.labels().stream().filter(PASSED_ON::contains).forEach(labels::add);
        boolean both = outer.contains(Label.AGGREGATE) && inner.labels().contains(Label.AGGREGATE);
        if (both) labels.remove(Label.COUNTED);
        return labels;
    }

    /// What the columns that are used of the view depend on.
    private static Set<Lineage.Source> used(Relation view, Operation on, Meaning definition) {
        Set<Lineage.Source> used = new LinkedHashSet<>();
        for (String field : on.resource().fields()) {
            view.column(field)
                    .filter(column -> column.number() <= definition.columns().size())
                    .ifPresent(column -> used.addAll(
                            definition.columns().get(column.number() - 1).origins()));
        }
        return used;
    }

    /// The same reading, with no more fields than can be seen.
    private Operation seen(Operation inner, Set<Lineage.Source> used, Set<Label> labels) {
        List<String> fields = relation(surroundings.catalog(), inner).stream()
                .flatMap(relation -> used.stream().filter(source -> source.relation() == relation.oid()))
                .map(Lineage.Source::column)
                .toList();
        Resource all = inner.resource();
        Resource resource = new Resource(all.target(), all.kind(), all.name(), fields);
        return new Operation(Verb.READ, resource, inner.scope(), labels, "");
    }

    private Operation base(Operation seen) {
        Optional<Relation> found = relation(surroundings.catalog(), seen);
        if (found.isEmpty()) return seen;
        Relation relation = found.get();
        List<String> fields = seen.resource().fields();
        Set<Label> labels = EnumSet.copyOf(seen.labels());
        if (fields.stream().anyMatch(field -> surroundings.sensitive(relation, field))) labels.add(Label.SENSITIVE);
        Resource resource = new Resource(
                seen.resource().target(),
                seen.resource().kind(),
                seen.resource().name(),
                fields.isEmpty() ? harmless(relation) : fields);
        return new Operation(Verb.READ, resource, new Scope.Unbounded(relation.estimate()), labels, "");
    }

    /// Its rows are read, its columns are not: an operation without fields would mean all of them.
    private List<String> harmless(Relation relation) {
        return relation.columns().stream()
                .map(Relation.Column::name)
                .filter(column -> !surroundings.sensitive(relation, column))
                .limit(1)
                .toList();
    }

    private List<List<Lineage.Source>> bases(Meaning definition, int depth) {
        return definition.columns().stream()
                .map(column -> column.same().stream()
                        .flatMap(source -> base(source, depth).stream())
                        .toList())
                .toList();
    }

    private Optional<Lineage.Source> base(Lineage.Source source, int depth) {
        Optional<Relation> relation = surroundings.catalog().relation(source.relation());
        if (relation.isEmpty() || depth > DEEPEST) return Optional.empty();
        if (relation.get().kind() != Relation.Kind.VIEW) return Optional.of(source);
        Optional<Meaning> definition =
                surroundings.catalog().definition(relation.get()).flatMap(definitions);
        int at = relation.get()
                        .column(source.column())
                        .map(Relation.Column::number)
                        .orElse(0)
                - 1;
        return definition
                .filter(meaning -> at >= 0 && at < meaning.columns().size())
                .flatMap(meaning -> meaning.columns().get(at).same().stream().findFirst())
                .flatMap(inner -> base(inner, depth + 1));
    }

    /// Names with dots in them may be several relations' canonical name: then it is none of them for
    /// certain.
    private static Optional<Relation> relation(Catalog catalog, Operation operation) {
        String name = operation.resource().name();
        List<Relation> found = new ArrayList<>();
        catalog.relation("public", name).ifPresent(found::add);
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            catalog.relation(name.substring(0, dot), name.substring(dot + 1))
                    .filter(relation -> relation.canonicalName().equals(name))
                    .ifPresent(found::add);
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
