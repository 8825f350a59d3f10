package dev.sallyport.app.config;

import dev.sallyport.api.session.Purpose.Declarer;

/// Who may choose among the purposes of an access rule (R1).
public enum DeclaredBy {
    CLAIM(Declarer.CLAIM),
    ORCHESTRATOR(Declarer.ORCHESTRATOR),
    AGENT(Declarer.AGENT);

    private final Declarer declarer;

    DeclaredBy(Declarer declarer) {
        this.declarer = declarer;
    }

    public Declarer declarer() {
        return declarer;
    }
}
