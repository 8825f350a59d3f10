package dev.sallyport.app.config.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// "did you mean": the nearest known word by edits (case ignored).
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

    /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
    private static int edits(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int changed = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
        int kept = Math.min(changed, edits[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(kept, edits[i - 2][j - 2] + 1) : kept;
    }
}
