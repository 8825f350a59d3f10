package dev.sallyport.authority.intent.shell;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Learns one side of [Associations] by expectation and maximization (IBM model 1).
final class Alignment {

    /// What belongs together.
    record Pair(Collection<String> entries, Collection<String> others) {}

    private static final String NOTHING = "<nothing>";
    private static final int ROUNDS = 6;
    private static final double LEAST = 0.002;

    private Alignment() {}

    static Associations.Side learn(List<Pair> pairs) {
        Map<String, Double> shares = shares(pairs);
        Map<String, Map<String, Double>> given = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            given = round(pairs, given, shares);
        }
        return new Associations.Side(shares, pruned(given));
    }

    private static Map<String, Double> shares(List<Pair> pairs) {
        Map<String, Double> counts = new TreeMap<>();
        double all = 0;
        for (Pair pair : pairs) {
            for (String entry : pair.entries()) {
                counts.merge(entry, 1.0, Double::sum);
                all++;
            }
        }
        double total = all;
        counts.replaceAll((_, count) -> count / total);
        return counts;
    }

    private static Map<String, Map<String, Double>> round(
            List<Pair> pairs, Map<String, Map<String, Double>> before, Map<String, Double> shares) {
        Map<String, Map<String, Double>> counts = new TreeMap<>();
        Map<String, Double> totals = new HashMap<>();
        for (Pair pair : pairs) {
            for (String entry : pair.entries()) {
                count(entry, pair.others(), before, counts, totals);
            }
        }
        counts.forEach((entry, row) -> row.replaceAll((other, count) -> (count + 0.0) / (totals.get(other) + 1.0)));
        return counts;
    }

    private static void count(
            String entry,
            Collection<String> others,
            Map<String, Map<String, Double>> before,
            Map<String, Map<String, Double>> counts,
            Map<String, Double> totals) {
        double sum = chance(before, entry, NOTHING);
        for (String other : others) {
            sum += chance(before, entry, other);
        }
        Map<String, Double> row = counts.computeIfAbsent(entry, _ -> new TreeMap<>());
        add(row, totals, NOTHING, chance(before, entry, NOTHING) / sum);
        for (String other : others) {
            add(row, totals, other, chance(before, entry, other) / sum);
        }
    }

    private static double chance(Map<String, Map<String, Double>> before, String entry, String other) {
        return before.isEmpty() ? 1 : before.getOrDefault(entry, Map.of()).getOrDefault(other, 1e-12);
    }

    private static void add(Map<String, Double> row, Map<String, Double> totals, String other, double count) {
        row.merge(other, count, Double::sum);
        totals.merge(other, count, Double::sum);
    }

    private static Map<String, Map<String, Double>> pruned(Map<String, Map<String, Double>> given) {
        Map<String, Map<String, Double>> kept = new TreeMap<>();
        given.forEach((entry, row) -> {
            Map<String, Double> left = new TreeMap<>(row);
            left.remove(NOTHING);
            left.values().removeIf(chance -> chance < LEAST);
            kept.put(entry, left);
        });
        return kept;
    }
}
