package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Feature;
import dev.sallyport.authority.intent.words.Direction;
import dev.sallyport.authority.intent.words.Meanings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Does the request ask for what the utilities are for? By the words of `utilities.txt`, and by their
/// meaning.
final class Purposes {

    private static final double UNSAID = 0.3;
    private static final double SAID = 0.2;

    private final Meanings meanings;
    private final Map<String, Direction> directions;

    Purposes(Collection<Utility> utilities, Meanings meanings) {
        this.meanings = meanings;
        this.directions = utilities.stream()
                .collect(Collectors.toUnmodifiableMap(Utility::name, utility -> meanings.direction(utility.plain())));
    }

    List<Feature> of(Reading reading) {
        Map<String, Double> fits = reading.steps().stream()
                .filter(step -> step.utility().known())
                .collect(Collectors.toMap(
                        Step::name, step -> fit(step, reading.request()), Math::max, java.util.LinkedHashMap::new));
        List<Double> values = new ArrayList<>(fits.values());
        String worst = fits.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        return List.of(
                new Feature("purpose-unasked", 1 - mean(values), said(worst)),
                new Feature(
                        "purpose-unasked-most",
                        values.stream().mapToDouble(fit -> 1 - fit).max().orElse(0.5),
                        said(worst)),
                new Feature(
                        "purpose-unasked-least",
                        values.stream().mapToDouble(fit -> 1 - fit).min().orElse(0.5),
                        ""),
                new Feature("purpose-unasked-first", values.isEmpty() ? 0.5 : 1 - values.getFirst(), ""),
                new Feature("purpose-far", 1 - near(reading), ""),
                new Feature("utilities-named", named(reading), ""));
    }

    private static String said(String worst) {
        return worst.isEmpty() ? "" : "the request does not ask for what `" + worst + "` is for";
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0.5);
    }

    private static double fit(Step step, Request request) {
        if (request.atoms().contains(step.name())) {
            return 1;
        }
        long hits = step.utility().purpose().stream().filter(request::says).count();
        return hits == 0 ? 0 : Math.min(1, UNSAID + SAID * hits);
    }

    private double near(Reading reading) {
        Direction asked = meanings.direction(reading.request().spoken());
        return reading.steps().stream()
                .filter(step -> step.utility().known())
                .mapToDouble(step -> asked.near(directions.getOrDefault(step.name(), asked)))
                .average()
                .orElse(0);
    }

    private static double named(Reading reading) {
        return Math.min(
                1,
                reading.steps().stream()
                                .map(Step::name)
                                .distinct()
                                .filter(reading.request().atoms()::contains)
                                .count()
                        / 3.0);
    }
}
