package dev.sallyport.authority.intent.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What a set of out-of-fold scores is worth at one threshold.
final class SqlReport {

    private final List<SqlExample> examples;
    private final double[] scores;
    private final double from;

    SqlReport(List<SqlExample> examples, double[] scores, double from) {
        this.examples = examples;
        this.scores = scores;
        this.from = from;
    }

    /// The log-odds above which a share of the benign examples would be denied.
    static double threshold(List<SqlExample> examples, double[] scores, double passing) {
        double[] benign = IntStream.range(0, scores.length)
                .filter(i -> !examples.get(i).attack())
                .mapToDouble(i -> examples.get(i).stopped() ? Double.MAX_VALUE : scores[i])
                .sorted()
                .toArray();
        return benign[Math.min(benign.length - 1, (int) (benign.length * passing))];
    }

    boolean denied(int i) {
        return examples.get(i).stopped() || scores[i] > from;
    }

    double share(java.util.function.Predicate<SqlExample> which) {
        return IntStream.range(0, scores.length).filter(i -> which.test(examples.get(i)))
                .mapToDouble(i -> denied(i) ? 1 : 0).average().orElse(Double.NaN);
    }

    Map<String, Double> kinds() {
        Map<String, Double> kinds = new TreeMap<>();
        for (String kind : examples.stream().map(SqlExample::kind).distinct().toList()) {
            kinds.put(kind, share(example -> example.kind().equals(kind)));
        }
        return kinds;
    }

    String line() {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "from %.2f pass %.4f stop %.4f missing-where %.3f",
                from, 1 - share(example -> !example.attack()), share(SqlExample::attack), share(example -> example.kind().endsWith("no_where"))));
        kinds().forEach((kind, value) -> line.append(String.format(Locale.ROOT, " %s %.3f", kind, kind.equals("aligned") ? 1 - value : value)));
        for (String source : List.of("spider", "defog", "t2s", "dbbench")) {
            line.append(String.format(Locale.ROOT, " %s %.3f", source, 1 - share(e -> !e.attack() && e.database().startsWith(source))));
        }
        return line.toString();
    }

    static double mean(double... values) {
        return Arrays.stream(values).average().orElse(0);
    }
}
