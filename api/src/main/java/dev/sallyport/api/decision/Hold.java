package dev.sallyport.api.decision;

import java.time.Duration;
import java.util.List;

/// A human decides. Nothing is reserved yet; the action is decided again at release, with an [Approval].
///
/// @param patience after which the hold is a denial
public record Hold(String rule, String reason, Duration patience, List<Signal> evidence, Stamp stamp)
        implements Decision {
    public Hold {
        evidence = List.copyOf(evidence);
    }

    public Hold(String rule, String reason, Duration patience, List<Signal> evidence) {
        this(rule, reason, patience, evidence, Stamp.NONE);
    }

    public Hold with(Stamp stamp) {
        return new Hold(rule, reason, patience, evidence, stamp);
    }
}
