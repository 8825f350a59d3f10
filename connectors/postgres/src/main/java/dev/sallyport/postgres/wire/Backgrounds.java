package dev.sallyport.postgres.wire;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.grammar.sql.SqlGrammar;
import dev.sallyport.grammar.sql.catalog.View;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The backgrounds of meanings, for as long as somebody remembers those, and what their answers look like.
/// Safe on
/// every thread.
public final class Backgrounds {

    private final Cache<Object, Background> known =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();
    private final Cache<Object, Layout> layouts =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    @Nullable
    Background of(Meaning meaning) {
        Background background = known.getIfPresent(meaning.essence());
        if (background != null || !Views.named(meaning).isEmpty() || namesView(meaning)) return background;
        known.put(meaning.essence(), Background.NONE);
        return Background.NONE;
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

    /// What the columns of its answer are; null when no answer was described yet.
    @Nullable
    Layout layout(Meaning meaning) {
        return layouts.getIfPresent(meaning.essence());
    }

    void described(Meaning meaning, Layout layout) {
        layouts.put(meaning.essence(), layout);
    }
}
