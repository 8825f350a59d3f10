package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.grammar.sql.View;
import dev.sallyport.transport.Pause;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Asks the grammar what a text means at this target now. What is not known yet is worked out off the loop while the
/// agent's frames wait; then the same frame is offered again.
final class Understanding {

    private final Conversation conversation;
    private final Route route;
    private final SqlGrammar grammar;
    private @Nullable String learntText;
    private @Nullable Meaning learnt;

    Understanding(Conversation conversation, Route route) {
        this.conversation = conversation;
        this.route = route;
        this.grammar = conversation.surroundings().grammar();
    }

    /// @param types declared parameter types
    /// @return empty when the agent's inlet was paused until the answer is there
    Optional<Meaning> of(String sql, List<Long> types) {
        if (learnt != null && sql.equals(learntText)) return once(learnt);
        Optional<View> view = route.view().get();
        if (view.isEmpty()) return Optional.of(Meaning.notUnderstood(route.target(), sql, "the target's catalog is not known"));
        View here = view.get().withParameterTypes(types);
        Optional<Meaning> known = grammar.known(sql, here);
        if (known.isEmpty()) learn(sql, here);
        return known;
    }

    /// What was just learnt may have been dropped from the cache already: it is handed over directly, once.
    private Optional<Meaning> once(Meaning meaning) {
        learnt = null;
        learntText = null;
        return Optional.of(meaning);
    }

    private void learn(String sql, View here) {
        conversation.inlet().pause(Pause.THINKING);
        grammar.learn(sql, here)
                .completeOnTimeout(
                        Meaning.notUnderstood(route.target(), sql, "it took too long to understand"),
                        conversation.surroundings().limits().handshake().toMillis(),
                        TimeUnit.MILLISECONDS)
                .thenAcceptAsync(meaning -> learnt(sql, meaning), conversation.channel().eventLoop());
    }

    private void learnt(String sql, Meaning meaning) {
        learntText = sql;
        learnt = meaning;
        conversation.inlet().resume(Pause.THINKING);
    }
}
