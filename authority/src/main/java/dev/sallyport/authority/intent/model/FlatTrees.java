package dev.sallyport.authority.intent.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.collections.IntArrayList;

/// The trees of a forest in a row, as they are walked: a question is followed by what it leads to by "no". Some hundred
/// trees are asked at each decision. Immutable, safe on every thread.
final class FlatTrees {

    private static final int ANSWER = -1;

    private final String[] names;
    private final int[] roots;
    private final int[] features; // by place; ANSWER at the end of a way
    private final int[] yes; // where "yes" leads
    private final double[] numbers; // the threshold of a question, the score of an answer

    private record Laid(List<String> names, IntArrayList features, IntArrayList yes, List<Double> numbers) {

        void lay(Tree tree) {
            int at = features.size();
            switch (tree) {
                case Tree.Answer(double score) -> add(ANSWER, score);
                case Tree.Ask(String feature, double above, Tree no, Tree then) -> {
                    add(Collections.binarySearch(names, feature), above);
                    lay(no);
                    yes.setInt(at, features.size());
                    lay(then);
                }
            }
        }

        private void add(int feature, double number) {
            features.addInt(feature);
            yes.addInt(ANSWER);
            numbers.add(number);
        }
    }

    FlatTrees(List<Tree> trees) {
        TreeSet<String> asked = new TreeSet<>();
        trees.forEach(tree -> names(tree, asked));
        names = asked.toArray(String[]::new);
        Laid laid = new Laid(List.of(names), new IntArrayList(), new IntArrayList(), new ArrayList<>());
        roots = new int[trees.size()];
        for (int t = 0; t < roots.length; t++) {
            roots[t] = laid.features().size();
            laid.lay(trees.get(t));
        }
        features = laid.features().toIntArray();
        yes = laid.yes().toIntArray();
        numbers = laid.numbers().stream().mapToDouble(number -> number).toArray();
    }

    private static void names(Tree tree, Set<String> names) {
        if (tree instanceof Tree.Ask(String feature, double _, Tree no, Tree yes)) {
            names.add(feature);
            names(no, names);
            names(yes, names);
        }
    }

    /// @param values what is not there is 0
    /// @return the values that are asked for, by place
    double[] row(Map<String, Double> values) {
        double[] row = new double[names.length];
        for (int i = 0; i < row.length; i++) row[i] = values.getOrDefault(names[i], 0.0);
        return row;
    }

    String name(int place) {
        return names[place];
    }

    /// @return what the answers add up to
    double sum(double[] row) {
        double sum = 0;
        for (int root : roots) sum += numbers[answer(row, root)];
        return sum;
    }

    private int answer(double[] row, int root) {
        int at = root;
        while (features[at] != ANSWER) at = row[features[at]] > numbers[at] ? yes[at] : at + 1;
        return at;
    }
}
