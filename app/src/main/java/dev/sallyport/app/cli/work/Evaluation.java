package dev.sallyport.app.cli.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Measures door two's intent engine on recorded proposals.
public interface Evaluation {

    /// Decides every proposal of a folder, with the one configuration that is shipped.
    ///
    /// @param inputs a folder of `*.jsonl` files
    /// @param decisions written anew, one JSON object a line
    /// @return how many
    long decide(Path inputs, Path decisions, Progress progress) throws CommandFailure, IOException;

    /// Decides the labelled proposals of a folder and scores the decisions.
    ///
    /// @param folds 0 for the shipped models; else models of calls are trained anew, each without the user prompts
    ///     that it is scored on
    /// @param without beginnings of names of features that those models do not see
    Scored report(Path data, int folds, List<String> without, Progress progress) throws CommandFailure, IOException;

    /// Trains the model of tool calls on the labelled proposals of a folder.
    ///
    /// @param model written anew
    void train(Path data, Path model, Progress progress) throws CommandFailure, IOException;

    /// @param sheets for people
    /// @param sets the same for programs
    record Scored(List<Sheet> sheets, List<SetScore> sets) {
        public Scored {
            sheets = List.copyOf(sheets);
            sets = List.copyOf(sets);
        }
    }

    /// Shares are from 0 to 1; -1 where there is nothing to count.
    ///
    /// @param chainsStopped of the attacks, where one stopped step stops the whole
    /// @param tasksPassing of the benign tasks, where one stopped step fails the whole
    /// @param tasksAsking of the benign tasks, those that somebody would have to look at
    /// @param actionsDenied of the benign actions
    record SetScore(
            String set,
            long attacks,
            long tasks,
            double chainsStopped,
            double tasksPassing,
            double tasksAsking,
            double actionsDenied,
            String worstKind,
            double p50Millis,
            double p99Millis) {}
}
