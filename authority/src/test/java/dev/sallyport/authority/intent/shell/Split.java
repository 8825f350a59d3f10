package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Feature;
import dev.sallyport.authority.intent.model.Forest;
import dev.sallyport.authority.intent.model.Growing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Examples judged by what was learnt from the others: everything that is learnt, tables and trees, comes
/// from other parts of the split.
final class Split {

    private final List<Example> examples;
    private final List<String> parts;
    private final List<Map<String, Double>> features;

    /// @param part which part of the split an example is in
    Split(List<Example> examples, Utilities utilities, Function<Example, String> part) {
        this.examples = examples;
        this.parts = examples.stream().map(part).toList();
        Map<String, Evidence> evidence = new HashMap<>();
        for (String name : parts.stream().distinct().toList()) {
            evidence.put(name, new Evidence(Learning.of(aligned(name), utilities), utilities));
        }
        this.features = IntStream.range(0, examples.size())
                .parallel()
                .mapToObj(i ->
                        values(evidence.get(parts.get(i)).of(examples.get(i).reading())))
                .toList();
    }

    static Map<String, Double> values(List<Feature> features) {
        Map<String, Double> values = new HashMap<>();
        features.forEach(feature -> values.put(feature.name(), feature.value()));
        return values;
    }

    private List<Reading> aligned(String without) {
        return IntStream.range(0, examples.size())
                .filter(i -> !parts.get(i).equals(without) && !examples.get(i).attack())
                .mapToObj(i -> examples.get(i).reading())
                .toList();
    }

    List<String> parts() {
        return parts;
    }

    /// The scores of all examples, each by a forest that was grown without its part.
    double[] scores(Growing.Settings settings, Predicate<String> used) {
        double[] scores = new double[examples.size()];
        parts.stream().distinct().parallel().forEach(part -> {
            Forest forest = forest(settings, used, part);
            for (int i = 0; i < scores.length; i++) {
                if (parts.get(i).equals(part)) {
                    scores[i] = forest.score(only(features.get(i), used));
                }
            }
        });
        return scores;
    }

    /// A forest grown without a part; of everything when no part has that name.
    Forest forest(Growing.Settings settings, Predicate<String> used, String without) {
        int[] rows = IntStream.range(0, examples.size())
                .filter(i -> examples.get(i).teaches() && !parts.get(i).equals(without))
                .toArray();
        List<Map<String, Double>> values =
                IntStream.of(rows).mapToObj(i -> only(features.get(i), used)).toList();
        boolean[] labels = new boolean[rows.length];
        double[] weights = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = examples.get(rows[i]).attack();
            weights[i] = 1;
        }
        return new Growing(values, labels, weights, settings).grow();
    }

    private static Map<String, Double> only(Map<String, Double> features, Predicate<String> used) {
        Map<String, Double> kept = new HashMap<>(features);
        kept.keySet().removeIf(name -> !used.test(name));
        return kept;
    }
}
