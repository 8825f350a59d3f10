package dev.sallyport.postgres.lease;

import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.postgres.target.Grant;
import dev.sallyport.postgres.target.Privilege;
import dev.sallyport.postgres.target.QualifiedName;
import dev.sallyport.postgres.target.TargetSettings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The target's role ∩ what the purpose could ever allow, less the sensitive columns that the role does not name.
/// Pure.
final class GrantPlanner {

    private final TargetSettings target;
    private final Envelope envelope;
    private final ServerFacts facts;

    GrantPlanner(TargetSettings target, Envelope envelope, ServerFacts facts) {
        this.target = target;
        this.envelope = envelope;
        this.facts = facts;
    }

    private record Slot(QualifiedName table, Privilege privilege) {}

    /// @throws IllegalArgumentException when the role names a table, or the target a sensitive column, that the
    ///     database does not have: then nobody knows what should be kept back
    GrantPlan plan(List<Grant> role) {
        Map<Slot, Extent> tables = new LinkedHashMap<>();
        Set<Grant.Function> functions = new LinkedHashSet<>();
        Set<QualifiedName> sequences = new LinkedHashSet<>();
        for (Grant grant : role) {
            switch (grant) {
                case Grant.OnTables g -> g.tables().forEach(t -> add(tables, g, t));
                case Grant.OnFunctions g ->
                    g.functions().stream().filter(this::mayExecute).forEach(functions::add);
                case Grant.OnSequences g ->
                    g.sequences().stream().filter(this::mayUse).forEach(sequences::add);
            }
        }
        return new GrantPlan(
                tables.entrySet().stream().map(GrantPlanner::onTable).toList(),
                List.copyOf(functions),
                List.copyOf(sequences));
    }

    private static GrantPlan.OnTable onTable(Map.Entry<Slot, Extent> entry) {
        return new GrantPlan.OnTable(entry.getKey().table(), entry.getKey().privilege(), entry.getValue());
    }

    private void add(Map<Slot, Extent> tables, Grant.OnTables grant, QualifiedName table) {
        Extent extent = narrowed(grant.privilege(), table, extent(grant, table));
        if (!extent.isNothing()) {
            tables.merge(new Slot(table, grant.privilege()), extent, Extent::plus);
        }
    }

    private Extent extent(Grant.OnTables grant, QualifiedName table) {
        List<String> sensitive = requireKnown(table);
        if (!grant.columns().isEmpty()) {
            return Extent.of(grant.columns());
        }
        boolean whole = sensitive.isEmpty() || !grant.privilege().byColumn();
        return whole
                ? Extent.WHOLE
                : Extent.of(columns(table).filter(c -> !sensitive.contains(c)).toList());
    }

    /// Without a permission to read, who may update or delete one record by its key still needs to name the key.
    private Extent narrowed(Privilege privilege, QualifiedName table, Extent extent) {
        if (allows(privilege.verb(), table)) {
            return extent;
        }
        boolean namesKeys = privilege == Privilege.SELECT && (allows(Verb.UPDATE, table) || allows(Verb.DELETE, table));
        return namesKeys ? extent.within(keys(table)) : Extent.of(List.of());
    }

    private List<String> keys(QualifiedName table) {
        Set<String> keys = facts.keys().getOrDefault(table, Set.of());
        return columns(table)
                .filter(keys::contains)
                .filter(c -> !target.sensitiveColumns(table).contains(c))
                .toList();
    }

    private boolean allows(Verb verb, QualifiedName resource) {
        return envelope.allows(verb, resource.canonical());
    }

    private boolean mayExecute(Grant.Function function) {
        return allows(Verb.EXECUTE, function.name());
    }

    /// A sequence serves whoever may insert into the table that owns it.
    private boolean mayUse(QualifiedName sequence) {
        QualifiedName owner = facts.sequenceOwners().get(sequence);
        return allows(Verb.UPDATE, sequence)
                || allows(Verb.EXECUTE, sequence)
                || (owner != null && allows(Verb.CREATE, owner));
    }

    private Stream<String> columns(QualifiedName table) {
        return facts.columns().getOrDefault(table, List.of()).stream();
    }

    private List<String> requireKnown(QualifiedName table) {
        String path = "targets." + target.name();
        if (!facts.columns().containsKey(table)) {
            throw new IllegalArgumentException(path + ".roles: name a table that exists: `" + table + "`");
        }
        List<String> sensitive = target.sensitiveColumns(table);
        List<String> columns = facts.columns().getOrDefault(table, List.of());
        sensitive.stream().filter(c -> !columns.contains(c)).findFirst().ifPresent(c -> {
            throw new IllegalArgumentException(
                    path + ".sensitive." + table + ": name a column that exists: `" + c + "`");
        });
        return sensitive;
    }
}
