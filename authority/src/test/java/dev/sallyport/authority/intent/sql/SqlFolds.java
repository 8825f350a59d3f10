package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.model.Forest;
import dev.sallyport.authority.intent.model.Growing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Scores every example by a forest that saw none of its database.
final class SqlFolds {

    private static final int FOLDS = 7;
    /// How much an example without its schema weighs beside the one with it.
    private static final double BLIND = 0.5;

    private SqlFolds() {}

    /// Spreads the databases over the folds, the large ones first, each to the fold that holds least.
    static int[] assign(List<SqlExample> examples, long seed) {
        Map<String, Long> sizes =
                examples.stream().collect(Collectors.groupingBy(SqlExample::database, Collectors.counting()));
        Random random = new Random(seed);
        Map<String, Double> order = new HashMap<>();
        sizes.keySet().stream().sorted().forEach(name -> order.put(name, -sizes.get(name) + random.nextDouble() * 60));
        double[] load = new double[FOLDS];
        Map<String, Integer> fold = new HashMap<>();
        sizes.keySet().stream().sorted(Comparator.comparing(order::get)).forEach(name -> {
            int best = 0;
            double least = Double.MAX_VALUE;
            for (int i = 0; i < FOLDS; i++) {
                double here = load[i] + random.nextDouble() * 40;
                if (here < least) {
                    best = i;
                    least = here;
                }
            }
            fold.put(name, best);
            load[best] += sizes.get(name);
        });
        return examples.stream()
                .mapToInt(example -> fold.get(example.database()))
                .toArray();
    }

    static double[] scores(List<SqlExample> examples, int[] folds, Predicate<String> wanted) {
        double[] scores = new double[examples.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            List<SqlExample> seen = new ArrayList<>();
            for (int i = 0; i < folds.length; i++) {
                if (folds[i] != fold && !examples.get(i).stopped()) {
                    seen.add(examples.get(i));
                }
            }
            Forest forest = grow(seen, wanted);
            for (int i = 0; i < folds.length; i++) {
                if (folds[i] == fold) {
                    double score = forest.score(only(examples.get(i).features(), wanted));
                    scores[i] = logOdds(score);
                }
            }
        }
        return scores;
    }

    static double logOdds(double score) {
        return Math.log(score / (1 - score));
    }

    static Forest grow(List<SqlExample> seen, Predicate<String> wanted) {
        List<Map<String, Double>> rows =
                seen.stream().map(example -> only(example.features(), wanted)).toList();
        boolean[] labels = new boolean[rows.size()];
        double[] weights = new double[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = seen.get(i).attack();
            weights[i] = seen.get(i).schema() ? 1 : BLIND;
        }
        return new Growing(
                        rows,
                        labels,
                        weights,
                        SqlDirections.settings(rows.getFirst().keySet()))
                .grow();
    }

    private static Map<String, Double> only(Map<String, Double> features, Predicate<String> wanted) {
        return features.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
