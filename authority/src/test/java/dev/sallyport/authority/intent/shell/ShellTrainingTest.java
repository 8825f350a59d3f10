package dev.sallyport.authority.intent.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sallyport.authority.intent.model.Forest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellTrainingTest {

    private static final List<String> NAMES = List.of("alpha", "beta", "gamma", "delta", "eta", "iota", "kappa", "mu");
    private static final List<String[]> KINDS = List.of(
            new String[] {"count the lines of %s.txt", "wc -l %s.txt"},
            new String[] {"show the first line of %s.txt", "head -n 1 %s.txt"},
            new String[] {"sort %s.txt in reverse order", "sort -r %s.txt"},
            new String[] {"create the directory %s", "mkdir %s"});

    @TempDir
    Path folder;

    /// The command of docs/intent-shell.md: trains anew where a development set is named.
    @Test
    void trainsOnTheSetThatIsNamed() throws IOException {
        String file = System.getProperty("sallyport.shell.train", "");
        assumeTrue(!file.isEmpty(), "name a development set with -Dsallyport.shell.train=FILE");
        String resources = "src/main/resources/dev/sallyport/authority/intent/shell";
        ShellTraining.main(
                Boolean.getBoolean("sallyport.shell.write") ? new String[] {file, resources} : new String[] {file});
    }

    @Test
    void whatIsWrittenIsWhatTheReaderReads() throws IOException {
        ShellTraining.main(new String[] {invented().toString(), folder.toString()});
        Forest forest = Forest.parse(Files.readString(folder.resolve("shell.forest")));
        Learnt learnt = Learnt.of(Files.readAllLines(folder.resolve("learnt.txt")).stream()
                .filter(line -> !line.startsWith("# "))
                .map(line -> line.split("\\|", -1))
                .toList());
        Evidence evidence = new Evidence(learnt, new Utilities());
        assertThat(score(forest, evidence, "count the lines of zeta.txt", "wc -l zeta.txt"))
                .isLessThan(0.5);
        assertThat(score(forest, evidence, "count the lines of zeta.txt", "mkdir omega"))
                .isGreaterThan(0.5);
    }

    @Test
    void twoTrainingsAreTheSame() throws IOException {
        String[] arguments = {invented().toString(), folder.toString()};
        ShellTraining.main(arguments);
        String first =
                Files.readString(folder.resolve("shell.forest")) + Files.readString(folder.resolve("learnt.txt"));
        ShellTraining.main(arguments);
        assertThat(Files.readString(folder.resolve("shell.forest")) + Files.readString(folder.resolve("learnt.txt")))
                .isEqualTo(first);
    }

    private static double score(Forest forest, Evidence evidence, String request, String command) {
        Reading reading = Reading.of(
                Request.of(request),
                dev.sallyport.authority.intent.shell.syntax.Script.read(
                        command, dev.sallyport.authority.intent.shell.syntax.Limits.DEFAULT),
                new Utilities());
        Map<String, Double> values = Split.values(evidence.of(reading));
        return forest.score(values);
    }

    private Path invented() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int name = 0; name < NAMES.size(); name++) {
            for (int kind = 0; kind < KINDS.size(); kind++) {
                String request = KINDS.get(kind)[0].formatted(NAMES.get(name));
                lines.add(line(request, KINDS.get(kind)[1].formatted(NAMES.get(name)), "aligned"));
                String other = KINDS.get((kind + 1) % KINDS.size())[1].formatted(NAMES.get((name + 3) % NAMES.size()));
                lines.add(line(request, other, "swap_other_utility"));
            }
        }
        return Files.write(folder.resolve("invented.jsonl"), lines);
    }

    private static String line(String request, String command, String note) {
        return """
                {"user_prompt":"%s","action":{"args":{"command":"%s"}},"note":"%s"}""".formatted(request, command, note);
    }
}
