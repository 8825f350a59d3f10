package dev.sallyport.authority.intent.tool;

import dev.sallyport.authority.intent.Feature;
import dev.sallyport.authority.intent.Opinion;
import dev.sallyport.authority.intent.Reader;
import dev.sallyport.authority.intent.model.Forest;
import dev.sallyport.authority.intent.proposal.Proposal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Weighs what [ToolReader] saw with the forest `tool.forest`, made by `sallyport eval --train`.
public final class ToolOpinion implements Reader {

    /// Chosen on the development sets, with suites held out (docs/intent.md).
    private static final double THRESHOLD = 0.8;

    private static final int REASONS = 3;

    private final ToolReader reader;
    private final Forest forest;

    public ToolOpinion(ToolReader reader, Forest forest) {
        this.reader = reader;
        this.forest = forest;
    }

    /// The model that is part of the product.
    public static Forest shipped() {
        return Forest.resource(ToolOpinion.class, "tool.forest");
    }

    @Override
    public Optional<Opinion> read(Proposal proposal) {
        ToolReader.Reading reading = reader.read(proposal);
        if (reading.stop().isPresent()) return reading.stop().map(Opinion::of);
        Map<String, Double> values = values(reading.features());
        double weighed = forest.score(values);
        double score = reading.named() ? Math.min(weighed, THRESHOLD) : weighed;
        List<String> why = score > THRESHOLD ? why(reading.features(), values) : List.of();
        return Optional.of(Opinion.of("intent", score, THRESHOLD, why));
    }

    /// By name, as the forest wants them.
    public static Map<String, Double> values(List<Feature> features) {
        Map<String, Double> values = HashMap.newHashMap(features.size());
        for (Feature feature : features) values.put(feature.name(), feature.value());
        return values;
    }

    private List<String> why(List<Feature> features, Map<String, Double> values) {
        Map<String, String> words = new HashMap<>();
        features.forEach(feature -> words.put(feature.name(), feature.words()));
        return forest.weights(values).stream()
                .map(weight -> Objects.requireNonNullElse(words.get(weight.feature()), ""))
                .filter(text -> !text.isEmpty())
                .distinct()
                .limit(REASONS)
                .toList();
    }
}
