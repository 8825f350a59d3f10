package dev.sallyport.authority.intent;

import java.util.List;

/// What door two thinks of a proposal.
///
/// @param score from 0, nothing speaks against it, to 1
/// @param rule what decided: the name of a hard rule, or of the model whose score it is
/// @param why the evidence against it, the strongest first; lower case, safe to show to the agent
public record Judgement(Course course, double score, String rule, List<String> why) {
    public Judgement {
        why = List.copyOf(why);
    }

    /// What should follow.
    public enum Course {
        ALLOW,
        /// Likely not what was asked for: somebody should look.
        STEP_UP,
        DENY
    }
}
