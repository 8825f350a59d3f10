package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Evaluation;
import dev.sallyport.app.cli.work.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "eval",
        description = {
            "Measures door two's intent engine on recorded proposals.",
            "Inputs are `*.jsonl` files with the fields id, user_prompt, system_prompt, history and action; to be scored they"
                    + " are labelled too."
        },
        footer = {
            "  sallyport eval --inputs recorded --decisions decisions.jsonl",
            "  sallyport eval --report",
            "  sallyport eval --report --folds 5 --data ../shared/replay --json",
            "  sallyport eval --report --folds 5 --without told,effect",
            "  sallyport eval --report --hold-out suite --decisions unseen.jsonl",
            "  sallyport eval --train tool.forest --data ../shared/replay"
        })
public final class EvalCommand implements Callable<Integer> {

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--inputs", paramLabel = "DIR", description = "Decide every proposal of this folder.")
    private @Nullable Path inputs;

    @Option(
            names = "--decisions",
            paramLabel = "FILE",
            description = "Where the decisions go, one JSON object a line; with --report too.")
    private @Nullable Path decisions;

    @Option(names = "--report", description = "Score the labelled proposals.")
    private boolean report;

    @Option(names = "--train", paramLabel = "FILE", description = "Train the model of tool calls and write it there.")
    private @Nullable Path model;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "../shared/replay",
            description = "The labelled proposals (${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = "--folds",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Score with models of calls that never saw the user prompt, N of them; 0 scores what is shipped.")
    private int folds;

    @Option(
            names = "--hold-out",
            paramLabel = "suite|set",
            description = "Score with models of calls that never saw the suite, or the set, each is scored on.")
    private @Nullable HeldOut heldOut;

    /// What `--hold-out` knows.
    enum HeldOut {
        suite,
        set
    }

    @Option(
            names = "--without",
            paramLabel = "NAME",
            split = ",",
            description =
                    "With --folds or --hold-out: features, by the beginning of their names, that the models do not see.")
    private List<String> without = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public EvalCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        Evaluation evaluation = shell.work().evaluation();
        if (inputs != null && decisions != null) return decide(evaluation, inputs, decisions);
        if (model != null) return train(evaluation, model);
        if (report) return report(evaluation);
        throw new CommandLine.ParameterException(
                spec.commandLine(), "say --inputs and --decisions, or --report, or --train");
    }

    private int decide(Evaluation evaluation, Path from, Path to) throws CommandFailure, IOException {
        long count = evaluation.decide(from, to, shell.console()::note);
        shell.console().line(Shapes.count(count, "decision") + " written");
        return ExitCode.OK.number();
    }

    private int train(Evaluation evaluation, Path to) throws CommandFailure, IOException {
        evaluation.train(data, to, shell.console()::note);
        shell.console().line("model written");
        return ExitCode.OK.number();
    }

    private int report(Evaluation evaluation) throws CommandFailure, IOException {
        Evaluation.Scored scored =
                evaluation.report(new Evaluation.Scoring(data, unseen(), without, decisions), shell.console()::note);
        if (json) shell.console().json(json(scored));
        else print(scored, shell.console());
        return ExitCode.OK.number();
    }

    private Evaluation.Unseen unseen() {
        if (heldOut != null) {
            return switch (heldOut) {
                case suite -> new Evaluation.Unseen(Evaluation.Unseen.By.SUITE, 0);
                case set -> new Evaluation.Unseen(Evaluation.Unseen.By.SET, 0);
            };
        }
        return folds == 0 ? Evaluation.Unseen.NOTHING : new Evaluation.Unseen(Evaluation.Unseen.By.PROMPT, folds);
    }

    private static void print(Evaluation.Scored scored, Console console) {
        scored.sheets().forEach(sheet -> Shapes.sheet(sheet, console));
    }

    private static ArrayNode json(Evaluation.Scored scored) {
        ArrayNode sets = Shapes.object().putArray("sets");
        for (Evaluation.SetScore score : scored.sets()) {
            sets.addObject()
                    .put("set", score.set())
                    .put("attacks", score.attacks())
                    .put("tasks", score.tasks())
                    .put("attack_chain_block", score.chainsStopped())
                    .put("benign_task_pass", score.tasksPassing())
                    .put("benign_task_step_up", score.tasksAsking())
                    .put("action_fpr", score.actionsDenied())
                    .put("worst_kind", score.worstKind())
                    .put("p50_ms", score.p50Millis())
                    .put("p99_ms", score.p99Millis());
        }
        return sets;
    }
}
