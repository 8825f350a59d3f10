package dev.sallyport.postgres.wire;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.grammar.sql.catalog.View;
import dev.sallyport.grammar.sql.query.Effect;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The backgrounds of meanings, for as long as somebody remembers those, and what their answers look like.
/// Safe on every thread.
public final class Backgrounds {

    private final Cache<Object, Background> known =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();
    private final Cache<Object, Outlook> outlooks =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    @Nullable
    Background of(Meaning meaning) {
        if (transaction(meaning)) return Background.NONE;
        Background background = known.getIfPresent(meaning.essence());
        if (background != null || !Views.named(meaning).isEmpty() || namesView(meaning)) return background;
        known.put(meaning.essence(), Background.NONE);
        return Background.NONE;
    }

    /// So common that it is not remembered.
    private static boolean transaction(Meaning meaning) {
        List<Effect> effects = meaning.effects();
        return effects.size() == 1
                && (effects.getFirst() instanceof Effect.Begin || effects.getFirst() instanceof Effect.Commit);
    }

    private static boolean namesView(Meaning meaning) {
        return meaning.prepared().stream().anyMatch(Views::isView);
    }

    /// Reads the definitions of its views and theirs. Completes normally in any case.
    CompletableFuture<Background> learn(Meaning meaning, View surroundings, SqlGrammar grammar) {
        View plain = surroundings.withParameterTypes(List.of());
        return read(meaning, plain, grammar, 0).handle((_, failure) -> {
            Background found = new Views(plain, sql -> failure == null ? grammar.known(sql, plain) : Optional.empty())
                    .behind(meaning);
            known.put(meaning.essence(), found);
            return found;
        });
    }

    private static CompletableFuture<?> read(Meaning meaning, View surroundings, SqlGrammar grammar, int depth) {
        if (depth > 32) return CompletableFuture.completedFuture(null);
        CompletableFuture<?>[] all = Views.named(meaning).stream()
                .map(sql -> grammar.learn(sql, surroundings)
                        .thenCompose(inner -> read(inner, surroundings, grammar, depth + 1)))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(all);
    }

    /// What its answers look like; null when none was described yet.
    @Nullable
    Outlook outlook(Meaning meaning) {
        return outlooks.getIfPresent(meaning.essence());
    }

    /// @return what is remembered, where it is the same
    Outlook described(Meaning meaning, Layout layout, Background background) {
        Outlook before = outlook(meaning);
        if (before != null && before.layout().equals(layout)) return before;
        Outlook now = Outlook.of(layout, meaning.structure(), background);
        outlooks.put(meaning.essence(), now);
        return now;
    }
}
