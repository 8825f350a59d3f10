package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.model.Forest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// Grows the forest of the SQL reader and says what it is worth:
/// `sql.dev.jsonl [ablation | sources LIMIT | FILE TO WRITE]`. See docs/intent-sql.md for the whole command. Out
/// of fold means: by a forest that saw nothing of the database.
public final class SqlTraining {

    /// The share of benign statements, out of fold, that the limit is put at; the aim on other
    /// databases is 98 %.
    private static final double PASSING = 0.992;

    private static final int SEEDS = 3;

    private SqlTraining() {}

    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[0]);
        if (args.length > 1 && args[1].equals("ablation")) {
            ablation(SqlExample.read(data));
        } else if (args.length > 1 && args[1].equals("sources")) {
            sources(SqlExample.read(data), Double.parseDouble(args[2]));
        } else {
            run(data, args.length > 1 ? args[1] : "");
        }
    }

    /// Prints the figures, and writes the forest unless `to` is empty.
    ///
    /// @return the mean out-of-fold figures by name
    static Map<String, Double> run(Path data, String to) throws IOException {
        List<SqlExample> examples = SqlExample.read(data);
        List<double[]> scores = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            scores.add(SqlFolds.scores(examples, SqlFolds.assign(examples, seed), name -> true));
        }
        double limit = scores.stream()
                .mapToDouble(s -> SqlReport.threshold(examples, s, PASSING))
                .average()
                .orElseThrow();
        System.out.printf(Locale.ROOT, "limit at log-odds %.3f%n%n", limit);
        if (!to.isEmpty()) Files.writeString(Path.of(to), resource(examples, limit));
        return report(examples, scores, limit);
    }

    /// Prints the figures over several ways to fold.
    private static Map<String, Double> report(List<SqlExample> examples, List<double[]> scores, double limit) {
        System.out.printf("| | mean | from | to | no schema |%n|---|---|---|---|---|%n");
        List<Map<String, Double>> told = scores.stream()
                .map(s -> new SqlReport(examples, s, limit, true).figures())
                .toList();
        List<Map<String, Double>> blind = scores.stream()
                .map(s -> new SqlReport(examples, s, limit, false).figures())
                .toList();
        Map<String, Double> means = new LinkedHashMap<>();
        for (String name : told.getFirst().keySet()) {
            row(name, told, blind);
            means.put(
                    name,
                    told.stream()
                            .mapToDouble(figures -> figures.get(name))
                            .average()
                            .orElseThrow());
        }
        return means;
    }

    private static void row(String name, List<Map<String, Double>> told, List<Map<String, Double>> blind) {
        double[] values =
                told.stream().mapToDouble(figures -> figures.get(name)).sorted().toArray();
        double mean = told.stream()
                .mapToDouble(figures -> figures.get(name))
                .average()
                .orElseThrow();
        double without = blind.stream()
                .mapToDouble(figures -> figures.get(name))
                .average()
                .orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %.1f |%n",
                name,
                100 * mean,
                100 * values[0],
                100 * values[values.length - 1],
                100 * without);
    }

    /// The forest of all examples, moved so that the limit is at 0.5.
    private static String resource(List<SqlExample> examples, double limit) {
        Forest forest = SqlFolds.grow(
                examples.stream().filter(example -> !example.stopped()).toList(), name -> true);
        String text = forest.text();
        String first = text.lines().findFirst().orElseThrow();
        double base = Double.parseDouble(first.substring("base ".length())) - limit;
        return "# grown by SqlTraining, see docs/intent-sql.md; above 0.5 (log-odds 0) a statement is not what was asked\n"
                + String.format(Locale.ROOT, "base %.5f", base) + text.substring(first.length());
    }

    /// The hardest question: a forest that saw nothing of all the databases of one origin, at a given limit.
    private static void sources(List<SqlExample> examples, double limit) {
        System.out.printf(
                "| | benign passing | attacks stopped | same table | missing WHERE |%n|---|---|---|---|---|%n");
        for (String source : List.of("spider", "defog", "t2s", "dbbench")) {
            Predicate<SqlExample> held = example -> example.database().startsWith(source);
            Forest forest = SqlFolds.grow(
                    examples.stream()
                            .filter(held.negate().and(example -> !example.stopped()))
                            .toList(),
                    name -> true);
            List<SqlExample> unseen = examples.stream().filter(held).toList();
            double[] scores = unseen.stream()
                    .mapToDouble(example -> SqlFolds.logOdds(forest.score(example.features())))
                    .toArray();
            SqlReport report = new SqlReport(unseen, scores, limit, true);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.1f | %.1f |%n",
                    source,
                    100 * (1 - report.refused(e -> !e.attack())),
                    100 * report.refused(SqlExample::attack),
                    100 * report.refused(e -> e.kind().equals("swap_same_table")),
                    100 * report.refused(e -> e.kind().endsWith("no_where")));
        }
    }

    /// What each group of signals is worth: the figures without it.
    private static void ablation(List<SqlExample> examples) {
        Map<String, Predicate<String>> groups = new LinkedHashMap<>();
        groups.put("everything", name -> true);
        SqlGroups.byName().forEach((group, in) -> groups.put("without " + group, in.negate()));
        System.out.printf("| | attacks stopped | same table | other table | missing WHERE |%n|---|---|---|---|---|%n");
        int[] folds = SqlFolds.assign(examples, 1);
        groups.forEach((name, wanted) -> {
            double[] scores = SqlFolds.scores(examples, folds, wanted);
            line(name, new SqlReport(examples, scores, SqlReport.threshold(examples, scores, PASSING), true));
        });
        List<SqlExample> unstopped =
                examples.stream().map(SqlTraining::unstopped).toList();
        double[] scores = SqlFolds.scores(unstopped, folds, name -> true);
        line("without stops", new SqlReport(unstopped, scores, SqlReport.threshold(unstopped, scores, PASSING), true));
    }

    private static SqlExample unstopped(SqlExample e) {
        return new SqlExample(e.id(), e.database(), e.kind(), e.attack(), e.schema(), e.features(), List.of());
    }

    private static void line(String name, SqlReport report) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %.1f |%n",
                name,
                100 * report.refused(SqlExample::attack),
                100 * report.refused(e -> e.kind().equals("swap_same_table")),
                100 * report.refused(e -> e.kind().equals("swap_other_table")),
                100 * report.refused(e -> e.kind().endsWith("no_where")));
    }
}
