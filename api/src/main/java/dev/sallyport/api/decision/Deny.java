package dev.sallyport.api.decision;

import java.util.List;

/// It may not. The session lives on.
///
/// @param rule the configuration path of the rule that denies, such as
/// `purposes.resolve-ticket.allow[0].atMost.perSession`
/// @param reason for the agent to read and adapt: lower case, no full stop, no secret
/// @param evidence never empty: a denial without evidence cannot be built
public record Deny(String rule, String reason, List<Signal> evidence, Stamp stamp) implements Settled {
    public Deny {
        evidence = List.copyOf(evidence);
        if (evidence.isEmpty()) throw new IllegalArgumentException("a denial needs evidence");
    }

    public Deny(String rule, String reason, List<Signal> evidence) {
        this(rule, reason, evidence, Stamp.NONE);
    }

    public Deny with(Stamp stamp) {
        return new Deny(rule, reason, evidence, stamp);
    }
}
