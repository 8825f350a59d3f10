package dev.sallyport.authority.intent.sql;

import java.util.List;
import java.util.Set;

/// Effects that the request does not justify: a question justifies reading, an order what it orders, a
/// stated fact that it is recorded.
final class EffectStops {

    private static final double HALF = 0.5;

    private EffectStops() {}

    static void add(Stops stops, Question question, Outline outline, Values values) {
        stops.when(outline.tooLong(), "too-long", "the statement is too long to be judged");
        stops.when(outline.tooDeep(), "too-deep", "the statement is nested too deeply to be judged");
        Ask ask = question.ask();
        List<Effect> beyond = outline.effects().stream()
                .filter(effect -> !allowed(ask, effect))
                .toList();
        boolean several = outline.effects().size() > 1;
        stops.when(
                several && !beyond.isEmpty(), "stacked", "a second statement does what the request does not ask for");
        stops.when(
                !beyond.isEmpty(),
                "effect-unasked",
                "the statement " + worst(beyond) + ", the request "
                        + (ask.onlyReads() ? "only asks to read" : "does not ask for that"));
        Effect effect = outline.effect();
        boolean changes = effect == Effect.UPDATE || effect == Effect.DELETE;
        stops.when(
                changes && !outline.restricted() && (!question.has(Cue.ALL) || question.has(Cue.WHERE)),
                "every-row",
                "the statement " + effect.verb() + " without a condition, the request does not speak of all rows");
        boolean writes = effect == Effect.INSERT || effect == Effect.UPDATE;
        stops.when(
                writes && !ask.explicit() && told(values) < HALF,
                "values-untold",
                "the statement " + effect.verb() + " with values that the request does not name");
    }

    private static boolean allowed(Ask ask, Effect effect) {
        return effect == Effect.SESSION || ask.justifies(effect);
    }

    private static String worst(List<Effect> beyond) {
        return beyond.stream().max(Enum::compareTo).orElse(Effect.OTHER).verb();
    }

    private static double told(Values values) {
        Set<Clause> written = Set.of(Clause.SET, Clause.VALUES, Clause.WHERE);
        return values.literals().stream()
                .filter(literal -> written.contains(literal.clause()))
                .mapToDouble(values::told)
                .average()
                .orElse(0);
    }
}
