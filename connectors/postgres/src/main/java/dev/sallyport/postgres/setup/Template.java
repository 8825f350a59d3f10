package dev.sallyport.postgres.setup;

import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.postgres.target.Grant;
import dev.sallyport.postgres.target.Privilege;
import dev.sallyport.postgres.target.QualifiedName;
import dev.sallyport.postgres.target.TargetSettings;
import java.util.List;
import java.util.stream.Stream;

/// The most that a lease in one role may be given: the role's grants, less what no purpose of it could ever
/// allow.
///
/// @param role its configured name
record Template(String role, List<TemplateLine> lines) {

    Template {
        lines = List.copyOf(lines);
    }

    /// @param envelope of all purposes that the role may be used for
    static Template of(TargetSettings target, String role, Envelope envelope) {
        return new Template(
                role,
                target.roles().getOrDefault(role, List.of()).stream()
                        .flatMap(grant -> lines(target, grant, envelope))
                        .distinct()
                        .toList());
    }

    private static Stream<TemplateLine> lines(TargetSettings target, Grant grant, Envelope envelope) {
        return switch (grant) {
            case Grant.OnTables on ->
                on.tables().stream().flatMap(table -> line(on, table, target.sensitiveColumns(table), envelope));
            case Grant.OnFunctions on ->
                on.functions().stream()
                        .filter(function ->
                                envelope.allows(Verb.EXECUTE, function.name().canonical()))
                        .map(TemplateLine.OnFunction::new);
            // which table owns a sequence is known at the target only; there the gateway narrows further
            case Grant.OnSequences on -> on.sequences().stream().map(TemplateLine.OnSequence::new);
        };
    }

    /// As the plan of a lease: without a permission to read, who may change one record by its key still
    /// needs to name the key.
    private static Stream<TemplateLine> line(
            Grant.OnTables grant, QualifiedName table, List<String> sensitive, Envelope envelope) {
        boolean allowed = envelope.allows(grant.privilege().verb(), table.canonical());
        boolean keys = grant.privilege() == Privilege.SELECT
                && (envelope.allows(Verb.UPDATE, table.canonical()) || envelope.allows(Verb.DELETE, table.canonical()));
        return allowed || keys
                ? Stream.of(new TemplateLine.OnTable(
                        grant.privilege(),
                        table,
                        grant.columns(),
                        grant.privilege().byColumn() ? sensitive : List.of(),
                        !allowed))
                : Stream.empty();
    }
}
