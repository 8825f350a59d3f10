package dev.sallyport.app.eval;

import dev.sallyport.app.cli.work.Evaluation.Unseen;
import dev.sallyport.authority.intent.IntentEngine;
import dev.sallyport.authority.intent.tool.ToolOpinion;
import dev.sallyport.authority.intent.tool.ToolReader;
import dev.sallyport.authority.intent.words.Meanings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/// Cross-validation: what is scored stands in one part, and its model was trained on the others.
///
/// @param part of a proposal
/// @param engines one a part
record Folds(Function<Recorded, String> part, Map<String, IntentEngine> engines) {

    /// @param recorded proposals of calls
    /// @param without beginnings of names of features that no model sees
    static Folds of(Unseen unseen, List<Recorded> recorded, List<String> without) {
        Function<Recorded, String> part = switch (unseen.by()) {
            case NOTHING -> _ -> "";
            case PROMPT -> each -> Integer.toString(fold(each, unseen.folds()));
            case SUITE -> each -> each.label().suite();
            case SET -> each -> each.set().split("[_.-]", 2)[0];
        };
        return new Folds(part, unseen.by() == Unseen.By.NOTHING ? Map.of() : engines(recorded, part, without));
    }

    private static Map<String, IntentEngine> engines(
            List<Recorded> recorded, Function<Recorded, String> part, List<String> without) {
        Meanings meanings = Meanings.shipped();
        ToolReader reader = new ToolReader(meanings);
        List<Training.Example> examples = Training.examples(recorded, reader, without);
        TreeSet<String> parts = new TreeSet<>();
        recorded.forEach(each -> parts.add(part.apply(each)));
        Map<String, IntentEngine> engines = new HashMap<>();
        for (String out : parts) {
            List<Training.Example> others = examples.stream()
                    .filter(example -> !part.apply(example.recorded()).equals(out))
                    .toList();
            engines.put(out, IntentEngine.withCalls(meanings, new ToolOpinion(reader, Training.forest(others))));
        }
        return engines;
    }

    private static int fold(Recorded recorded, int folds) {
        return Math.floorMod(spread(recorded.proposal().request().hashCode()), folds);
    }

    /// Neighbours in the alphabet go to different folds, and the same ones on every machine.
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }

    /// @param shipped for what no model was trained for: statements alone, which other readers judge
    IntentEngine engine(Recorded recorded, IntentEngine shipped) {
        return engines.getOrDefault(part.apply(recorded), shipped);
    }
}
