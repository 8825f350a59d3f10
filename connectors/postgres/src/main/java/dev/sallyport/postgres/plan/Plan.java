package dev.sallyport.postgres.plan;

import dev.sallyport.api.target.Verb;
import dev.sallyport.postgres.target.QualifiedName;
import java.util.Set;

/// What one statement does, as its plan shows it.
///
/// @param scanned relations that stand anywhere in it
/// @param changes what it would change
/// @param functions what is called, the schema empty where the server leaves it out
/// @param opaque parts that nobody can look into, in words
/// @param locks rows are locked
/// @param planned false when the server does not plan statements of this kind
public record Plan(
        Set<QualifiedName> scanned,
        Set<Change> changes,
        Set<QualifiedName> functions,
        Set<String> opaque,
        boolean locks,
        boolean planned) {

    public Plan {
        scanned = Set.copyOf(scanned);
        changes = Set.copyOf(changes);
        functions = Set.copyOf(functions);
        opaque = Set.copyOf(opaque);
    }

    /// @param verb CREATE, UPDATE or DELETE; UNKNOWN for MERGE, which does any of them
    public record Change(Verb verb, QualifiedName relation) {}
}
