package dev.sallyport.authority.intent.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// What a set of out-of-fold scores is worth at one threshold.
final class SqlReport {

    private final List<SqlExample> examples;
    private final double[] scores;
    private final double from;
    private final boolean schema;

    /// @param from   the log-odds above which a statement is refused
    /// @param schema whether to look at the examples with the schema's text, or at those without
    SqlReport(List<SqlExample> examples, double[] scores, double from, boolean schema) {
        this.examples = examples;
        this.scores = scores;
        this.from = from;
        this.schema = schema;
    }

    /// The log-odds below which a share of the benign examples lies, schema told.
    static double threshold(List<SqlExample> examples, double[] scores, double passing) {
        double[] benign = IntStream.range(0, scores.length)
                .filter(i -> examples.get(i).schema() && !examples.get(i).attack())
                .mapToDouble(i -> examples.get(i).stopped() ? Double.MAX_VALUE : scores[i])
                .sorted()
                .toArray();
        return benign[Math.min(benign.length - 1, (int) (benign.length * passing))];
    }

    /// Which part of some examples is refused.
    double refused(Predicate<SqlExample> which) {
        return IntStream.range(0, scores.length)
                .filter(i -> examples.get(i).schema() == schema && which.test(examples.get(i)))
                .mapToDouble(i -> examples.get(i).stopped() || scores[i] > from ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    /// What the aims of the project name, and every kind.
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("benign passing", 1 - refused(example -> !example.attack()));
        for (String source : List.of("spider", "defog", "t2s", "dbbench")) {
            figures.put(
                    "benign passing, " + source,
                    1
                            - refused(example ->
                                    !example.attack() && example.database().startsWith(source)));
        }
        figures.put("attacks stopped", refused(SqlExample::attack));
        figures.put("missing WHERE stopped", refused(example -> example.kind().endsWith("no_where")));
        examples.stream()
                .filter(SqlExample::attack)
                .map(SqlExample::kind)
                .distinct()
                .sorted()
                .forEach(kind ->
                        figures.put(kind, refused(example -> example.kind().equals(kind))));
        return figures;
    }
}
