package dev.sallyport.app.eval;

import dev.sallyport.authority.intent.IntentEngine;
import dev.sallyport.authority.intent.tool.ToolOpinion;
import dev.sallyport.authority.intent.tool.ToolReader;
import dev.sallyport.authority.intent.words.Meanings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Cross-validation by user prompt: what was asked in one fold is never asked in another.
final class Folds {

    private Folds() {}

    /// @param without beginnings of names of features that no model sees
    /// @return for each prompt the engine that was trained without its fold
    static Map<String, IntentEngine> engines(List<Recorded> recorded, int folds, List<String> without) {
        Meanings meanings = Meanings.shipped();
        ToolReader reader = new ToolReader(meanings);
        List<Training.Example> examples = Training.examples(recorded, reader, without);
        Map<String, Integer> foldOf = foldOf(recorded, folds);
        List<IntentEngine> engines = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            int out = fold;
            List<Training.Example> others = examples.stream()
                    .filter(example -> foldOf.getOrDefault(prompt(example.recorded()), 0) != out)
                    .toList();
            engines.add(IntentEngine.withCalls(meanings, new ToolOpinion(reader, Training.forest(others))));
        }
        Map<String, IntentEngine> byPrompt = new HashMap<>();
        foldOf.forEach((prompt, fold) -> byPrompt.put(prompt, engines.get(fold)));
        return byPrompt;
    }

    private static Map<String, Integer> foldOf(List<Recorded> recorded, int folds) {
        TreeSet<String> prompts = new TreeSet<>();
        recorded.forEach(each -> prompts.add(prompt(each)));
        Map<String, Integer> foldOf = new HashMap<>();
        for (String prompt : prompts) foldOf.put(prompt, Math.floorMod(spread(prompt.hashCode()), folds));
        return foldOf;
    }

    /// Neighbours in the alphabet go to different folds, and the same ones on every machine.
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }

    static String prompt(Recorded recorded) {
        return recorded.proposal().request();
    }
}
