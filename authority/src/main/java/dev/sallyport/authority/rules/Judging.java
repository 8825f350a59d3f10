package dev.sallyport.authority.rules;

import java.time.Duration;

/// When a judge is asked for a second opinion of what the intent engine doubts, and what follows when there is none.
///
/// @param from thousandths, as the trail writes scores: from here on the engine is in doubt
/// @param to thousandths, included; what the engine is sure enough of to deny is never put to a judge
/// @param patience how long one question may take at most
public record Judging(int from, int to, Unavailable unavailable, Duration patience) {

    /// What becomes of a doubtful action that no judge looked at.
    public enum Unavailable {
        /// As if the engine were sure that it was not asked for.
        DENY,
        /// As if it doubted it.
        HOLD,
        /// The engine's word stands.
        DECIDE_WITHOUT
    }

    /// @param score in thousandths
    public boolean isDoubt(int score) {
        return from <= score && score <= to;
    }
}
