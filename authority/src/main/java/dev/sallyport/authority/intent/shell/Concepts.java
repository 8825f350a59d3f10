package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Feature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Does the command do something about everything that the request speaks of, and about nothing else?
///
/// For each [Concept] it is known how often commands do it when the request speaks of it and when not; a
/// command is as fitting as these are likely together.
final class Concepts {

    /// How often commands do a concept.
    ///
    /// @param ever of all commands
    /// @param asked of those whose request speaks of it
    /// @param unasked of the others
    record Odds(double ever, double asked, double unasked) {

        private static final double LEAST = 1e-4;

        /// How much more likely this is than if the request said nothing, as a natural logarithm.
        double fit(boolean asked, boolean done) {
            double here = asked ? this.asked : unasked;
            return done ? Math.log((here + LEAST) / (ever + LEAST)) : Math.log((1 - here + LEAST) / (1 - ever + LEAST));
        }
    }

    private record Fit(Concept concept, boolean asked, double logarithm) {}

    private final List<Concept> table;
    private final Map<String, Odds> odds;

    Concepts(List<Concept> table, Map<String, Odds> odds) {
        this.table = table;
        this.odds = Map.copyOf(odds);
    }

    List<Feature> of(Reading reading) {
        List<Fit> fits = new ArrayList<>();
        for (Concept concept : table) {
            boolean asked = concept.in(reading.request());
            boolean done = concept.in(reading.constructs());
            Odds known = odds.get(concept.name());
            if (known != null) {
                fits.add(new Fit(concept, asked, known.fit(asked, done)));
            }
        }
        fits.sort(Comparator.comparingDouble(Fit::logarithm));
        return features(fits);
    }

    private static List<Feature> features(List<Fit> fits) {
        double sum = fits.stream().mapToDouble(Fit::logarithm).sum();
        return List.of(
                new Feature("concepts-apart", apart(sum / 4), ""),
                new Feature("concept-apart-most", at(fits, 0), words(fits)),
                new Feature("concept-apart-second", at(fits, 1), ""),
                new Feature("concept-apart-least", at(fits, fits.size() - 1), ""));
    }

    private static double at(List<Fit> fits, int index) {
        return index < 0 || index >= fits.size() ? 0.5 : apart(fits.get(index).logarithm());
    }

    private static double apart(double logarithm) {
        return 1 / (1 + Math.exp(logarithm));
    }

    private static String words(List<Fit> fits) {
        if (fits.isEmpty() || fits.getFirst().logarithm() > -0.5) {
            return "";
        }
        Fit worst = fits.getFirst();
        String name = worst.concept().name();
        return worst.asked()
                ? "the request speaks of `" + name + "`, the command does nothing about it"
                : "the command is about `" + name + "`, the request does not speak of it";
    }
}
