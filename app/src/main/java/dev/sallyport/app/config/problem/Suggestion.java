package dev.sallyport.app.config.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// "did you mean": the nearest known word by edits (Levenshtein, case ignored).
public final class Suggestion {

    /// Longer words are never close, and comparing them costs the square of their length.
    private static final int LONGEST = 64;

    private static final int KEYS_WORTH_LISTING = 20;

    private Suggestion() {}

    /// `, did you mean ...`, or the words to choose from.
    public static String clause(String word, Collection<String> known) {
        List<String> sorted = known.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return ", none is configured";
        }
        return nearest(word, sorted)
                .map(n -> ", did you mean " + Shown.of(n))
                .orElseGet(() -> ", use one of "
                        + Shown.list(sorted.stream().limit(KEYS_WORTH_LISTING).toList()));
    }

    static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        int near = Math.max(1, word.length() / 3);
        return known.stream()
                .filter(k -> k.length() <= LONGEST && edits(word, k) <= near)
                .min(Comparator.comparingInt(k -> edits(word, k)));
    }

    private static int edits(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            above = row(a.charAt(i - 1), b, above, i);
        }
        return above[b.length()];
    }

    private static int[] row(char c, String b, int[] above, int first) {
        int[] row = new int[b.length() + 1];
        row[0] = first;
        for (int j = 1; j <= b.length(); j++) {
            int replaced = above[j - 1] + (c == b.charAt(j - 1) ? 0 : 1);
            row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
        }
        return row;
    }
}
