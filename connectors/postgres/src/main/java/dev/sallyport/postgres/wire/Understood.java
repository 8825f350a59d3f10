package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.grammar.sql.query.Effect;
import dev.sallyport.grammar.sql.query.Mistake;
import dev.sallyport.grammar.sql.query.Restated;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A text and what it means; without a meaning, why it has none. What every execution needs is worked out once.
///
/// @param note lower case, no full stop; empty when there is a meaning
/// @param changesWhatFollows what it may leave behind changes what the next text means, or which operations a later
///     FETCH stands for
/// @param background what stands behind the views that it names
/// @param restated what the target hears in its place; null for the text itself
/// @param snapshots that it may make the target keep
record Understood(
        String target,
        String sql,
        @Nullable Meaning meaning,
        String note,
        List<Effect> effects,
        boolean changesWhatFollows,
        Fingerprint fingerprint,
        Background background,
        @Nullable Restated restated,
        Snapshots snapshots) {

    static Understood as(String target, String sql, Meaning meaning, Background background) {
        List<Effect> effects = meaning.effects();
        boolean changes = meaning.barrier() || declares(effects);
        return new Understood(
                target,
                sql,
                meaning,
                "",
                effects,
                changes,
                Fingerprint.of(sql),
                background,
                meaning.restated().orElse(null),
                Snapshots.of(sql, effects));
    }

    private static boolean declares(List<Effect> effects) {
        for (Effect effect : effects) if (effect instanceof Effect.Declare) return true;
        return false;
    }

    static Understood not(String target, String sql, String note) {
        return new Understood(
                target, sql, null, note, List.of(), true, Fingerprint.of(sql), Background.NONE, null, Snapshots.NONE);
    }

    /// The target hears it as it was said.
    Understood asWritten() {
        return new Understood(
                target, sql, meaning, note, effects, changesWhatFollows, fingerprint, background, null, snapshots);
    }

    /// From then on names mean something else.
    boolean emptiesPath() {
        return restated != null && restated.emptiesPath();
    }

    /// Phase PREPARE.
    List<Operation> prepared() {
        return meaning == null ? List.of(unknown(target, "statement", note)) : background.beside(meaning.prepared());
    }

    /// Why the target would not take it either.
    Optional<Mistake> mistake() {
        return meaning == null ? Optional.empty() : meaning.mistake();
    }

    long catalog() {
        return meaning == null ? 0 : meaning.catalog();
    }

    static Operation unknown(String target, String what, String note) {
        Resource resource = new Resource(target, "statement", what, List.of());
        return new Operation(Verb.UNKNOWN, resource, new Scope.Unbounded(-1), Set.of(), note);
    }

    /// Concerns the conversation alone, such as closing a statement.
    static Operation conversation(String target) {
        Resource resource = new Resource(target, Resource.SESSION, "close", List.of());
        return new Operation(Verb.READ, resource, new Scope.AtMost(0), Set.of());
    }
}
