package dev.sallyport.transport.http;

import dev.sallyport.api.decision.Signal;
import java.util.List;

/// Why something may not be, to be put into the protocol's words.
///
/// @param kind what stopped it
/// @param rule the configuration path of the rule that denies; for what no rule denied a word such as
///     `target`
/// @param reason for the agent to read: lower case, no full stop, no secret
/// @param requestId under which it stands in the trail; empty when it does not
/// @param evidence safe to show; empty for what no authority said
public record Refusal(Kind kind, String rule, String reason, String requestId, List<Signal> evidence) {

    public Refusal {
        evidence = List.copyOf(evidence);
    }

    public enum Kind {
        /// The session lives on. HTTP: 403.
        DENIED,
        /// The session is over, or ends with it. HTTP: 403.
        ENDED,
        /// The target cannot be reached, or broke its protocol before it had answered. HTTP: 502.
        UNREACHABLE,
        /// The target did not answer in time. HTTP: 504.
        TOO_SLOW,
        /// The gateway has no room for it now. HTTP: 503.
        BUSY
    }

    /// The status that HTTP has for it.
    public int status() {
        return switch (kind) {
            case DENIED, ENDED -> 403;
            case UNREACHABLE -> 502;
            case TOO_SLOW -> 504;
            case BUSY -> 503;
        };
    }
}
