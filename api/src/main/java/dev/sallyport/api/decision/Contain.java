package dev.sallyport.api.decision;

import java.util.List;

/// It may not, and the session tree ends with it: leases revoked, workload quarantined.
public record Contain(String rule, String reason, List<Signal> evidence) implements Settled {
    public Contain {
        evidence = List.copyOf(evidence);
        if (evidence.isEmpty()) throw new IllegalArgumentException("a containment needs evidence");
    }
}
