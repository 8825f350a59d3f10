package dev.sallyport.authority.intent.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// Trees whose answers add up to the log-odds that a proposal is none of what was asked for.
///
/// As text, one word and its numbers a line: `base LOG-ODDS`, then each tree in the order of a walk that asks
/// first, goes the way of "no", then the way of "yes": `ask FEATURE THRESHOLD` and `answer LOG-ODDS`. Lines that
/// begin with `#` are for people.
public final class Forest {

    private final double base;
    private final List<Tree> trees;
    private final FlatTrees flat;

    Forest(double base, List<Tree> trees) {
        this.base = base;
        this.trees = List.copyOf(trees);
        this.flat = new FlatTrees(this.trees);
    }

    /// @param beside the class in whose package the resource lies
    /// @throws IllegalStateException when it is not there or not a forest: the jar is broken
    public static Forest resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException("the jar lacks " + name);
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws IllegalStateException naming the line that is wrong
    public static Forest parse(String text) {
        Deque<String[]> lines = new ArrayDeque<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> lines.add(line.split(" ", -1)));
        String[] first = lines.isEmpty() ? new String[0] : lines.poll();
        if (first.length != 2 || !first[0].equals("base")) throw broken(first);
        List<Tree> trees = new ArrayList<>();
        while (!lines.isEmpty()) trees.add(tree(lines));
        return new Forest(Double.parseDouble(first[1]), trees);
    }

    private static Tree tree(Deque<String[]> lines) {
        String[] line = lines.isEmpty() ? new String[0] : lines.poll();
        if (line.length == 2 && line[0].equals("answer")) return new Tree.Answer(Double.parseDouble(line[1]));
        if (line.length != 3 || !line[0].equals("ask")) throw broken(line);
        Tree no = tree(lines);
        return new Tree.Ask(line[1], Double.parseDouble(line[2]), no, tree(lines));
    }

    private static IllegalStateException broken(String[] line) {
        return new IllegalStateException("not a line of a forest: `" + String.join(" ", line) + "`");
    }

    /// @param features what is not there is 0
    /// @return from 0, nothing speaks against it, to 1
    public double score(Map<String, Double> features) {
        return 1 / (1 + Math.exp(-logOdds(features)));
    }

    private double logOdds(Map<String, Double> features) {
        return base + flat.sum(flat.row(features));
    }

    /// Which features speak against the proposal most: what the score would lose if each were 0.
    ///
    /// @return the strongest first, only those that weigh something
    public List<Weight> weights(Map<String, Double> features) {
        double[] row = flat.row(features);
        double whole = flat.sum(row);
        List<Weight> weights = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            double value = row[i];
            row[i] = 0;
            double lost = value == 0 ? 0 : whole - flat.sum(row);
            row[i] = value;
            if (lost > 0) weights.add(new Weight(flat.name(i), lost));
        }
        weights.sort(Comparator.comparingDouble(Weight::logOdds).reversed().thenComparing(Weight::feature));
        return weights;
    }

    /// @param logOdds how much it adds
    public record Weight(String feature, double logOdds) {}

    /// As [#parse] reads it.
    public String text() {
        StringBuilder text = new StringBuilder("base ").append(number(base)).append('\n');
        for (Tree tree : trees) write(tree, text);
        return text.toString();
    }

    private static void write(Tree tree, StringBuilder text) {
        switch (tree) {
            case Tree.Answer(double score) ->
                text.append("answer ").append(number(score)).append('\n');
            case Tree.Ask(String feature, double above, Tree no, Tree yes) -> {
                text.append("ask ")
                        .append(feature)
                        .append(' ')
                        .append(number(above))
                        .append('\n');
                write(no, text);
                write(yes, text);
            }
        }
    }

    private static String number(double value) {
        return Double.toString(Math.round(value * 1e5) / 1e5);
    }
}
