package dev.sallyport.authority.intent.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Grows a [Forest] from examples: each tree answers what the ones before it left unexplained (gradient
/// boosting, Friedman 2001, with leaves by Newton's step), from a part of the examples and of the features (Friedman
/// 2002), so that no tree can lean on one that happens to fit. The draw is fixed: the same examples in the same order
/// give the same forest. Not for a decision path; one instance, one thread.
public final class Growing {

    private static final double CLOSE = 1e-9;
    private static final double LEAST_GAIN = 1e-6;
    private static final long DRAW = 7;

    private final String[] names;
    private final double[][] values;
    private final int[][] sorted;
    private final boolean[] labels;
    private final double[] weights;
    private final double[] logOdds;
    private final double[] slopes;
    private final double[] curves;
    private final Settings settings;
    private final SplittableRandom draw = new SplittableRandom(DRAW);
    private boolean[] seen;

    /// @param trees how many
    /// @param depth most questions on a way, 3 is much
    /// @param rate how much of each tree is believed, .1 is common
    /// @param smoothing keeps leaves of few examples near 0
    /// @param leastWeight of the examples at a leaf
    /// @param sample what each tree sees
    /// @param rising features that may only speak against a proposal when they grow
    /// @param falling features that may only speak for it when they grow
    public record Settings(
            int trees,
            int depth,
            double rate,
            double smoothing,
            double leastWeight,
            Sample sample,
            List<String> rising,
            List<String> falling) {
        public static final Settings COMMON = new Settings(150, 3, 0.1, 2, 4, Sample.ALL, List.of(), List.of());
    }

    /// Shares from 0, none, to 1, all.
    public record Sample(double examples, double features) {
        public static final Sample ALL = new Sample(1, 1);
    }

    private record Cut(int feature, double above, double gain, double noSum, double yesSum) {}

    /// @param rows features of each example; what is not there is 0
    public Growing(List<Map<String, Double>> rows, boolean[] labels, double[] weights, Settings settings) {
        TreeSet<String> all = new TreeSet<>();
        rows.forEach(row -> all.addAll(row.keySet()));
        this.names = all.toArray(String[]::new);
        this.values = new double[names.length][rows.size()];
        for (int f = 0; f < names.length; f++)
            for (int i = 0; i < rows.size(); i++) values[f][i] = rows.get(i).getOrDefault(names[f], 0.0);
        this.sorted = new int[names.length][];
        for (int f = 0; f < names.length; f++) sorted[f] = order(values[f]);
        this.labels = labels.clone();
        this.weights = weights.clone();
        this.logOdds = new double[rows.size()];
        this.slopes = new double[rows.size()];
        this.curves = new double[rows.size()];
        this.settings = settings;
        this.seen = new boolean[names.length];
    }

    private static int[] order(double[] column) {
        Integer[] rows = new Integer[column.length];
        for (int i = 0; i < rows.length; i++) rows[i] = i;
        Arrays.sort(rows, Comparator.comparingDouble(i -> column[i]));
        return Arrays.stream(rows).mapToInt(i -> i).toArray();
    }

    public Forest grow() {
        double base = base();
        Arrays.fill(logOdds, base);
        List<Tree> trees = new ArrayList<>();
        for (int t = 0; t < settings.trees(); t++) {
            slope();
            seen = drawn(names.length, settings.sample().features());
            boolean[] here = drawn(labels.length, settings.sample().examples());
            Tree tree = tree(here, settings.depth(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            for (int i = 0; i < logOdds.length; i++) logOdds[i] += answer(tree, i);
            trees.add(tree);
        }
        return new Forest(base, trees);
    }

    private boolean[] drawn(int all, double share) {
        boolean[] drawn = new boolean[all];
        for (int i = 0; i < all; i++) drawn[i] = draw.nextDouble() < share;
        return drawn;
    }

    private double answer(Tree tree, int row) {
        return switch (tree) {
            case Tree.Answer(double score) -> score;
            case Tree.Ask(String feature, double above, Tree no, Tree yes) ->
                answer(values[Arrays.binarySearch(names, feature)][row] > above ? yes : no, row);
        };
    }

    private double base() {
        double attacks = 0;
        double all = 0;
        for (int i = 0; i < labels.length; i++) {
            all += weights[i];
            if (labels[i]) attacks += weights[i];
        }
        return Math.log((attacks + 1) / (all - attacks + 1));
    }

    private void slope() {
        for (int i = 0; i < labels.length; i++) {
            double chance = 1 / (1 + Math.exp(-logOdds[i]));
            slopes[i] = weights[i] * ((labels[i] ? 1 : 0) - chance);
            curves[i] = weights[i] * Math.max(chance * (1 - chance), 1e-6);
        }
    }

    /// @param least,most what the answers below may be, so that a rising feature rises everywhere
    private Tree tree(boolean[] here, int depth, double least, double most) {
        Cut cut = depth == 0 ? null : best(here);
        if (cut == null) return answer(here, least, most);
        boolean[] no = new boolean[here.length];
        boolean[] yes = new boolean[here.length];
        for (int i = 0; i < here.length; i++) {
            if (here[i]) (values[cut.feature()][i] > cut.above() ? yes : no)[i] = true;
        }
        double middle = (clamp(cut.noSum(), least, most) + clamp(cut.yesSum(), least, most)) / 2;
        int direction = direction(cut.feature());
        Tree below = tree(no, depth - 1, direction < 0 ? middle : least, direction > 0 ? middle : most);
        Tree above = tree(yes, depth - 1, direction > 0 ? middle : least, direction < 0 ? middle : most);
        return new Tree.Ask(names[cut.feature()], cut.above(), below, above);
    }

    private int direction(int feature) {
        if (settings.rising().contains(names[feature])) return 1;
        return settings.falling().contains(names[feature]) ? -1 : 0;
    }

    private Tree answer(boolean[] here, double least, double most) {
        return new Tree.Answer(settings.rate() * clamp(step(sums(here)), least, most));
    }

    private static double clamp(double value, double least, double most) {
        return Math.min(most, Math.max(least, value));
    }

    /// Of some examples: how far they are from what is known so far, how sure that is, how much they weigh.
    private record Sums(double slope, double curve, double weight) {

        Sums and(double moreSlope, double moreCurve, double moreWeight) {
            return new Sums(slope + moreSlope, curve + moreCurve, weight + moreWeight);
        }

        Sums without(Sums others) {
            return new Sums(slope - others.slope, curve - others.curve, weight - others.weight);
        }
    }

    private Sums sums(boolean[] here) {
        Sums sums = new Sums(0, 0, 0);
        for (int i = 0; i < here.length; i++) if (here[i]) sums = sums.and(slopes[i], curves[i], weights[i]);
        return sums;
    }

    private double step(Sums sums) {
        return sums.slope() / (sums.curve() + settings.smoothing());
    }

    private double worth(Sums sums) {
        return sums.slope() * sums.slope() / (sums.curve() + settings.smoothing());
    }

    private @Nullable Cut best(boolean[] here) {
        Sums all = sums(here);
        Cut best = null;
        for (int f = 0; f < names.length; f++) {
            if (!seen[f]) continue;
            Cut cut = best(f, here, all);
            if (cut != null && (best == null || cut.gain() > best.gain() + CLOSE)) best = cut;
        }
        return best;
    }

    private @Nullable Cut best(int feature, boolean[] here, Sums all) {
        Cut best = null;
        Sums below = new Sums(0, 0, 0);
        double[] column = values[feature];
        int before = -1;
        for (int i : sorted[feature]) {
            if (!here[i]) continue;
            if (before >= 0 && column[i] > column[before] + CLOSE) {
                Cut cut = cut(feature, (column[i] + column[before]) / 2, below, all);
                if (cut != null && (best == null || cut.gain() > best.gain())) best = cut;
            }
            below = below.and(slopes[i], curves[i], weights[i]);
            before = i;
        }
        return best;
    }

    /// @return null when it leaves too few on one side, gains nothing, or turns the wrong way
    private @Nullable Cut cut(int feature, double above, Sums below, Sums all) {
        Sums rest = all.without(below);
        if (below.weight() < settings.leastWeight() || rest.weight() < settings.leastWeight()) return null;
        double gain = worth(below) + worth(rest) - worth(all);
        boolean wrongWay = (step(rest) - step(below)) * direction(feature) < 0;
        return wrongWay || gain <= LEAST_GAIN ? null : new Cut(feature, above, gain, step(below), step(rest));
    }
}
