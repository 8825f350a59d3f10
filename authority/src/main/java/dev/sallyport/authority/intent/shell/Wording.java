package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.Feature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Do the words of the request and the constructs of the command usually go together?
final class Wording {

    /// Words that say nothing of what is to be done.
    private static final Set<String> DULL = Set.of(
            "the", "a", "an", "of", "in", "to", "and", "that", "with", "for", "is", "are", "it", "thi", "thes", "which",
            "be", "as", "s", "on", "at", "by", "do", "have", "ha", "i", "you", "your", "my", "me", "pleas", "can",
            "could", "would", "will", "their", "them", "or");

    private Wording() {}

    static List<Feature> of(Reading reading, Associations associations) {
        List<String> words = words(reading.request());
        Sum forward = sum(associations.constructs(), reading.constructs(), words);
        Sum backward = sum(associations.words(), words, reading.constructs());
        List<Feature> features = new ArrayList<>();
        String construct = "`" + forward.worst + "` does not go with the words of the request";
        forward.features("constructs-apart", "construct-apart", forward.least < -1 ? construct : "", features);
        String word = "nothing in the command goes with `" + backward.worst + "`";
        backward.features("words-apart", "word-apart", backward.least < -1 ? word : "", features);
        return features;
    }

    static List<String> words(Request request) {
        return request.words().stream()
                .filter(word -> !DULL.contains(word))
                .distinct()
                .toList();
    }

    /// From 0, they always go together, to 1.
    private static double apart(double logarithm) {
        return 1 / (1 + Math.exp(logarithm));
    }

    private static Sum sum(Associations.Side side, Collection<String> entries, Collection<String> others) {
        Sum sum = new Sum();
        for (String entry : entries) {
            if (side.knows(entry)) {
                sum.add(entry, side.surprise(entry, others));
            }
        }
        return sum;
    }

    private static final class Sum {
        /// Sums of more than a few logarithms are as good as certain.
        private static final double MANY = 5;

        double sum;
        int count;
        double least = 5;
        double second = 5;
        double most = -5;
        String worst = "";

        void add(String entry, double value) {
            sum += value;
            count++;
            most = Math.max(most, value);
            if (value < least) {
                second = least;
                least = value;
                worst = entry;
            } else {
                second = Math.min(second, value);
            }
        }

        void features(String all, String one, String words, List<Feature> features) {
            features.add(new Feature(all, apart(count == 0 ? 0 : sum / count), words));
            features.add(new Feature(all + "-sum", apart(sum / MANY), ""));
            features.add(new Feature(one + "-most", apart(least), words));
            features.add(new Feature(one + "-second", apart(second), ""));
            features.add(new Feature(one + "-least", apart(most), ""));
        }
    }
}
