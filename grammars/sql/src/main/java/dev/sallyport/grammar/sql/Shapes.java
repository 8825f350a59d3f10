package dev.sallyport.grammar.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.grammar.sql.SqlGrammar.Question;
import dev.sallyport.grammar.sql.catalog.View;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// What is known about texts that differ in their constants only. Safe on every thread.
///
/// A shape is believed when, with the constants of the text it was learnt from, it means exactly what that text means;
/// otherwise every text of that shape is read by itself, as before.
final class Shapes {

    private static final int WEIGHT_OF_MEANING = 1000;

    private final Cache<Question, Optional<Meaning>> known;

    Shapes(GrammarLimits limits) {
        this.known = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(limits.meaningCharacters())
                .weigher((Question question, Optional<Meaning> _) ->
                        question.sql().length() + WEIGHT_OF_MEANING)
                .build();
    }

    Optional<Meaning> find(Question asked) {
        Optional<Shape> shape = shape(asked);
        if (shape.isEmpty()) return Optional.empty();
        Optional<Meaning> meaning = known.getIfPresent(question(shape.get(), asked.view()));
        return meaning == null
                ? Optional.empty()
                : meaning.map(m -> m.with(shape.get().values()));
    }

    /// @param meaning of the text as it stands
    /// @param reading reads another text
    /// @return true when the shape answers for the text from now on
    boolean learn(Question asked, Meaning meaning, Function<Question, Meaning> reading) {
        Optional<Shape> shape = shape(asked);
        if (shape.isEmpty()) return false;
        Question question = question(shape.get(), asked.view());
        Optional<Meaning> before = known.getIfPresent(question);
        if (before != null) return before.isPresent();
        Meaning general = reading.apply(question);
        boolean same = general.plain() && same(general.with(shape.get().values()), meaning);
        known.put(question, same ? Optional.of(general) : Optional.empty());
        return same;
    }

    void forget(Predicate<Question> which) {
        known.asMap().keySet().removeIf(which);
    }

    private static boolean same(Meaning one, Meaning other) {
        return one.operations(List.of()).equals(other.operations(List.of()))
                && one.prepared().equals(other.prepared())
                && one.barrier() == other.barrier()
                && one.effects().equals(other.effects());
    }

    private static Optional<Shape> shape(Question asked) {
        return asked.view().parameterTypes().isEmpty() ? Shape.of(asked.sql()) : Optional.empty();
    }

    private static Question question(Shape shape, View view) {
        return new Question(shape.text(), view.withParameterTypes(shape.types()));
    }
}
