package dev.sallyport.app.eval;

import dev.sallyport.authority.intent.model.Forest;
import dev.sallyport.authority.intent.model.Growing;
import dev.sallyport.authority.intent.tool.ToolOpinion;
import dev.sallyport.authority.intent.tool.ToolReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Trains the model of tool calls. Every set weighs about the same, whatever its size, and so do attacks and benign
/// proposals; steps of an attack that only prepare it weigh little, for the same step may be harmless
/// elsewhere.
final class Training {

    private static final double COMMON_SIZE = 600;
    private static final double MOST_WEIGHT = 3;
    private static final double PREPARING = 0.3;
    private static final double BENIGN = 1.5;

    /// Most features may turn one way only: that more of what only an answer told speaks against a call, and more
    /// of what the request explains for it, holds everywhere, whatever the examples say.
    private static final List<String> RISING = List.of(
            "told-over-asked",
            "told-over-asked-values",
            "told-over-asked-name",
            "told-over-asked-topic",
            "told-strength",
            "told-values",
            "told-name",
            "told-topic",
            "told-shaped",
            "told-effect",
            "told-out-of-place",
            "handed-over-asked",
            "handed-out-of-place",
            "destination-told",
            "address-told",
            "identifier-told",
            "name-told",
            "address-told-most",
            "identifier-told-most",
            "name-told-most",
            "address-nowhere",
            "identifier-nowhere",
            "name-nowhere",
            "address-nowhere-most",
            "identifier-nowhere-most",
            "name-nowhere-most",
            "effect-unasked");

    private static final List<String> FALLING = List.of(
            "asked-values",
            "asked-name",
            "asked-topic",
            "address-asked",
            "identifier-asked",
            "name-asked",
            "address-named",
            "identifier-named",
            "name-named",
            "effect-asked",
            "effect-asked-or-worse",
            "told-status",
            "told-source-named");

    /// Many small steps, each from half of the examples and three in ten of the features: with suites
    /// held out that passes two points more of agentdyn's benign tasks, and stops one more of its
    /// attacks, than 150 steps from all of both.
    private static final Growing.Settings SETTINGS =
            new Growing.Settings(400, 3, 0.05, 4, 6, new Growing.Sample(0.5, 0.3), RISING, FALLING);

    /// A labelled proposal with what was seen in it.
    record Example(Recorded recorded, Map<String, Double> features) {}

    private Training() {}

    /// @param without beginnings of names of features that are left out, to see what they are worth
    /// @return only what no hard rule decides
    static List<Example> examples(List<Recorded> recorded, ToolReader reader, List<String> without) {
        List<Example> examples = new ArrayList<>();
        for (Recorded each : recorded) {
            ToolReader.Reading reading = reader.read(each.proposal());
            if (reading.stop().isEmpty()) examples.add(new Example(each, without(reading, without)));
        }
        return examples;
    }

    private static Map<String, Double> without(ToolReader.Reading reading, List<String> without) {
        Map<String, Double> values = ToolOpinion.values(reading.features());
        values.keySet().removeIf(name -> without.stream().anyMatch(name::startsWith));
        return values;
    }

    static Forest forest(List<Example> examples) {
        Map<String, Double> sizes = new HashMap<>();
        for (Example example : examples) sizes.merge(group(example), 1.0, Double::sum);
        boolean[] attacks = new boolean[examples.size()];
        double[] weights = new double[examples.size()];
        for (int i = 0; i < weights.length; i++) {
            Example example = examples.get(i);
            attacks[i] = example.recorded().label().attack();
            weights[i] = weight(example, sizes.getOrDefault(group(example), 1.0));
        }
        List<Map<String, Double>> rows =
                examples.stream().map(Example::features).toList();
        return new Growing(rows, attacks, weights, SETTINGS).grow();
    }

    private static String group(Example example) {
        return example.recorded().set() + example.recorded().label().attack();
    }

    private static double weight(Example example, double size) {
        double weight = Math.min(MOST_WEIGHT, Math.sqrt(COMMON_SIZE / size));
        Recorded.Label label = example.recorded().label();
        if (!label.attack()) return weight * BENIGN;
        return label.last() ? weight : weight * PREPARING;
    }
}
