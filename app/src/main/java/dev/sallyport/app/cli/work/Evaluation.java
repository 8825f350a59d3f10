package dev.sallyport.app.cli.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Measures door two's intent engine on recorded proposals.
public interface Evaluation {

    /// Decides every proposal of a folder, with the one configuration that is shipped.
    ///
    /// @param inputs a folder of `*.jsonl` files
    /// @param decisions written anew, one JSON object a line
    /// @return how many
    long decide(Path inputs, Path decisions, Progress progress) throws CommandFailure, IOException;

    /// Decides the labelled proposals of a folder and scores the decisions.
    Scored report(Scoring scoring, Progress progress) throws CommandFailure, IOException;

    /// Trains the model of tool calls on the labelled proposals of a folder.
    ///
    /// @param model written anew
    void train(Path data, Path model, Progress progress) throws CommandFailure, IOException;

    /// @param data the folder of labelled proposals
    /// @param unseen what the models of calls must not have seen of what they are scored on
    /// @param without beginnings of names of features that those models do not see
    /// @param decisions null, or where each decision goes that was scored: written anew, one JSON object a line
    record Scoring(
            Path data,
            Unseen unseen,
            List<String> without,
            @Nullable Path decisions) {
        public Scoring {
            without = List.copyOf(without);
        }
    }

    /// What the models of calls are kept from seeing.
    ///
    /// @param folds how many parts the user prompts are put into; of use for [By#PROMPT] alone
    record Unseen(By by, int folds) {

        /// The shipped models, which saw every labelled proposal.
        public static final Unseen NOTHING = new Unseen(By.NOTHING, 0);

        /// A part is scored by a model that is trained on the other parts.
        public enum By {
            NOTHING,
            /// Parts that share no user prompt.
            PROMPT,
            /// One part a suite: other tools and other data.
            SUITE,
            /// One part an origin: the sets whose names begin with the same word.
            SET
        }
    }

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
