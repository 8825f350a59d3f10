package dev.sallyport.trail.read;

import java.util.List;

/// One request from its first decision to its end.
///
/// @param decisions more than one when it was held first; the last one counts
public record ActionStory(String requestId, List<TrailRecord> decisions, Ending ending) {

    public ActionStory {
        decisions = List.copyOf(decisions);
    }

    /// How it ended.
    public sealed interface Ending {

        /// The outcome was recorded.
        record Performed(TrailRecord outcome) implements Ending {}

        /// Permitted, and nothing was heard of it since: it may have happened (R21).
        enum Unknown implements Ending {
            OUTCOME_UNKNOWN
        }

        /// Not permitted, or still held: there was nothing to perform.
        enum None implements Ending {
            NOT_APPLICABLE
        }
    }
}
