package dev.sallyport.app.eval;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Evaluation;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.authority.intent.IntentEngine;
import dev.sallyport.authority.intent.tool.ToolReader;
import dev.sallyport.authority.intent.words.Meanings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// The `eval` verb.
public final class EvaluationOfIntent implements Evaluation {

    private static final int WARM = 300;

    private final LongSupplier nanos;

    /// @param nanos a clock for durations
    public EvaluationOfIntent(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public long decide(Path inputs, Path decisions, Progress progress) throws CommandFailure, IOException {
        List<Recorded> first = new ArrayList<>();
        for (Path file : RecordedReader.files(inputs)) {
            new RecordedReader().first(WARM, file, first::add);
        }
        warm(first, progress);
        IntentEngine engine = IntentEngine.shipped();
        try (DecisionLines lines = DecisionLines.to(decisions)) {
            for (Path file : RecordedReader.files(inputs)) {
                progress.step("deciding " + file.getFileName());
                new RecordedReader().read(file, each -> lines.add(Decided.by(engine, each, nanos)));
            }
            return lines.count();
        }
    }

    @Override
    public Scored report(Scoring scoring, Progress progress) throws CommandFailure, IOException {
        List<Recorded> recorded = labelled(scoring.data(), progress);
        Folds folds = Folds.of(scoring.unseen(), calls(recorded), scoring.without());
        warm(recorded.stream().limit(WARM).toList(), progress);
        progress.step("deciding " + recorded.size() + " proposals");
        try (DecisionLines lines = DecisionLines.to(scoring.decisions())) {
            return scored(recorded, folds, lines);
        }
    }

    private Scored scored(List<Recorded> recorded, Folds folds, DecisionLines lines) throws IOException {
        Map<String, Tally> tallies = new TreeMap<>();
        IntentEngine shipped = IntentEngine.shipped();
        for (Recorded each : recorded) {
            Decided decided = Decided.by(folds.engine(each, shipped), each, nanos);
            tallies.computeIfAbsent(each.set(), Tally::new).add(decided);
            lines.add(decided);
        }
        return Sheets.of(tallies);
    }

    @Override
    public void train(Path data, Path model, Progress progress) throws CommandFailure, IOException {
        List<Recorded> calls = calls(labelled(data, progress));
        progress.step("training on " + calls.size() + " calls");
        List<Training.Example> examples = Training.examples(calls, new ToolReader(Meanings.shipped()), List.of());
        String made = "# the weights of door two's reader of tool calls, made by `sallyport eval --train`\n";
        Files.writeString(model, made + Training.forest(examples).text());
    }

    /// A gateway has long been running when it decides; here the first decisions would tell how long code takes
    /// that was never compiled. Judged by an engine of its own, so nothing is remembered of it.
    private static void warm(List<Recorded> some, Progress progress) {
        progress.step("warming up on " + some.size() + " proposals");
        IntentEngine engine = IntentEngine.shipped();
        some.forEach(each -> engine.judge(each.proposal()));
    }

    private static List<Recorded> labelled(Path data, Progress progress) throws CommandFailure, IOException {
        List<Recorded> recorded = new ArrayList<>();
        for (Path file : RecordedReader.files(data)) {
            progress.step("reading " + file.getFileName());
            new RecordedReader().read(file, recorded::add);
        }
        if (recorded.stream().allMatch(each -> each.label().chain().isEmpty()))
            throw new CommandFailure(
                    ExitCode.USAGE, "nothing there is labelled, use --inputs and --decisions: `" + data + "`");
        return recorded;
    }

    /// Sets whose proposals come out of a conversation; the others hold statements alone, which other readers
    /// judge.
    private static List<Recorded> calls(List<Recorded> recorded) {
        List<String> sets = recorded.stream()
                .filter(each -> !each.proposal().history().isEmpty())
                .map(Recorded::set)
                .distinct()
                .toList();
        return recorded.stream().filter(each -> sets.contains(each.set())).toList();
    }
}
