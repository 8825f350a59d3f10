package dev.sallyport.api.action;

import java.time.Duration;

/// How a permitted action ended.
///
/// @param records rows of the answer, or rows changed
/// @param keys distinct key values seen in the answer; 0 when the connector could not tell
/// @param bytes of the answer, as carried
/// @param duration from permit to the end of the answer
public record Outcome(Ending ending, long records, long keys, long bytes, Duration duration) {

    public enum Ending {
        SUCCEEDED,
        /// The target refused or failed.
        FAILED,
        /// Permitted, but the target never ran it: an earlier part of the pipeline failed.
        SKIPPED,
        /// Stopped by the gateway while it ran.
        CUT,
        /// The conversation ended before the answer did: the effect is not known.
        ABANDONED
    }
}
