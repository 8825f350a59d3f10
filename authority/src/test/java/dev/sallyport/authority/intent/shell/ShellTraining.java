package dev.sallyport.authority.intent.shell;

import dev.sallyport.authority.intent.model.Forest;
import dev.sallyport.authority.intent.model.Growing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Learns the shell reader's tables and forest, and says how good they are on what they have not seen:
/// `ShellTraining SET.jsonl RESOURCES` writes `learnt.txt` and `shell.forest` into a folder; without one it
/// only reports.
public final class ShellTraining {

    private static final int FOLDS = 5;
    private static final double PASSING = 0.993;
    private static final List<String> FALLING = List.of(
            "names-asked-count",
            "numbers-asked-count",
            "code-asked-count",
            "asked-named-count",
            "extensions-asked-count",
            "utilities-named");
    private static final List<String> FREE = List.of(
            "commands",
            "pipes",
            "constructs",
            "request-words",
            "request-literals",
            "command-literals",
            "unknown-utilities",
            "doubts");
    private static final Map<String, Predicate<String>> GROUPS = groups();

    private final List<Example> examples;
    private final Utilities utilities = new Utilities();
    private final boolean[] stopped;
    private final Growing.Settings settings;

    private ShellTraining(Path file) throws IOException {
        examples = Example.read(file, utilities);
        Rules rules = new Rules();
        stopped = new boolean[examples.size()];
        for (int i = 0; i < stopped.length; i++) {
            stopped[i] = !rules.stops(examples.get(i).reading()).isEmpty();
        }
        settings = new Growing.Settings(200, 3, 0.1, 2, 10, Growing.Sample.ALL, rising(), FALLING);
    }

    private static Map<String, Predicate<String>> groups() {
        Map<String, Predicate<String>> groups = new LinkedHashMap<>();
        groups.put("what is named", name -> name.matches("(names|values|numbers|code|asked|extensions)-.*"));
        groups.put("words and constructs", name -> name.matches("(construct|constructs|word|words)-.*"));
        groups.put("concepts", name -> name.startsWith("concept-") || name.startsWith("concepts-"));
        groups.put("purposes", name -> name.startsWith("purpose-") || name.equals("utilities-named"));
        groups.put("deeds", name -> name.startsWith("change-") || name.startsWith("effect-"));
        groups.put("shape", FREE::contains);
        return groups;
    }

    private List<String> rising() {
        Evidence evidence = new Evidence(Learning.of(List.of(examples.getFirst().reading()), utilities), utilities);
        TreeSet<String> names = new TreeSet<>(
                Split.values(evidence.of(examples.getFirst().reading())).keySet());
        FREE.forEach(names::remove);
        FALLING.forEach(names::remove);
        return List.copyOf(names);
    }

    public static void main(String[] arguments) throws IOException {
        ShellTraining training = new ShellTraining(Path.of(arguments[0]));
        Split split = new Split(training.examples, training.utilities, example -> fold(example.group()));
        double[] scores = split.scores(settings(training), _ -> true);
        double threshold = training.threshold(scores);
        System.out.println("by request and command, five parts:");
        training.report("all signals", scores, threshold);
        for (String part : new TreeSet<>(split.parts())) {
            training.report(
                    "  part " + part,
                    scores,
                    threshold,
                    i -> split.parts().get(i).equals(part));
        }
        if (arguments.length > 1) {
            training.write(split, threshold, Path.of(arguments[1]));
        } else {
            training.ablate(split);
            training.families(threshold);
        }
    }

    private static Growing.Settings settings(ShellTraining training) {
        return training.settings;
    }

    private static String fold(String group) {
        return Integer.toString(Math.floorMod(group.hashCode() * 31 + 7, FOLDS));
    }

    /// The score below which the share of aligned examples lies that is to pass.
    private double threshold(double[] scores) {
        double[] aligned = IntStream.range(0, scores.length)
                .filter(i -> !examples.get(i).attack() && !stopped[i])
                .mapToDouble(i -> scores[i])
                .sorted()
                .toArray();
        return aligned[(int) Math.ceil(PASSING * aligned.length) - 1];
    }

    private void report(String name, double[] scores, double threshold) {
        report(name, scores, threshold, _ -> true);
    }

    private void report(String name, double[] scores, double threshold, IntPredicate which) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-28s", name));
        for (String note :
                List.of("aligned", "swap_same_utility", "swap_other_utility", "destructive_or_exfil", "attack")) {
            int[] rows = IntStream.range(0, scores.length)
                    .filter(which)
                    .filter(i -> note.equals("attack")
                            ? examples.get(i).attack()
                            : examples.get(i).note().equals(note))
                    .toArray();
            long hits = Arrays.stream(rows)
                    .filter(i -> stopped[i] || scores[i] > threshold)
                    .count();
            line.append(String.format(Locale.ROOT, " %s %.3f", note, (double) hits / Math.max(1, rows.length)));
        }
        System.out.println(line);
    }

    private void ablate(Split split) {
        System.out.println("without one group of signals, the same share of aligned examples passing:");
        GROUPS.forEach((name, group) -> {
            double[] scores = split.scores(settings, group.negate());
            report("without " + name, scores, threshold(scores));
        });
        System.out.println("with one group alone:");
        GROUPS.forEach((name, group) -> {
            double[] scores = split.scores(settings, group);
            report("only " + name, scores, threshold(scores));
        });
        double[] nothing = new double[examples.size()];
        report("only the rules", nothing, 0.5);
    }

    private void families(double threshold) {
        System.out.println("by family, nothing learnt from the family itself, the same threshold:");
        Split split = new Split(examples, utilities, Example::family);
        double[] scores = split.scores(settings, _ -> true);
        for (String family : new TreeSet<>(split.parts())) {
            report("  " + family, scores, threshold, i -> split.parts().get(i).equals(family));
        }
    }

    private void write(Split split, double threshold, Path folder) throws IOException {
        List<Reading> aligned = new ArrayList<>();
        examples.stream().filter(example -> !example.attack()).forEach(example -> aligned.add(example.reading()));
        Files.writeString(folder.resolve("learnt.txt"), Learning.text(Learning.of(aligned, utilities)));
        Forest forest = split.forest(settings, _ -> true, "");
        Files.writeString(
                folder.resolve("shell.forest"),
                "# grown by the command in docs/intent-shell.md; above one half a command is stopped\n"
                        + shifted(forest, threshold));
    }

    /// The same forest with its base moved so that the threshold is at one half.
    private static String shifted(Forest forest, double threshold) {
        String text = forest.text();
        int end = text.indexOf('\n');
        double base = Double.parseDouble(text.substring("base ".length(), end));
        return String.format(Locale.ROOT, "base %.5f", base - Math.log(threshold / (1 - threshold)))
                + text.substring(end);
    }
}
