package dev.sallyport.api.decision;

import java.util.List;

/// It may not, and the session tree ends with it: leases revoked, workload quarantined.
public record Contain(String rule, String reason, List<Signal> evidence, Stamp stamp) implements Settled {
    public Contain {
        evidence = List.copyOf(evidence);
        if (evidence.isEmpty()) throw new IllegalArgumentException("a containment needs evidence");
    }

    public Contain(String rule, String reason, List<Signal> evidence) {
        this(rule, reason, evidence, Stamp.NONE);
    }

    public Contain with(Stamp stamp) {
        return new Contain(rule, reason, evidence, stamp);
    }
}
