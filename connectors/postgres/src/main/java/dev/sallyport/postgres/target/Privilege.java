package dev.sallyport.postgres.target;

import dev.sallyport.api.target.Verb;

/// The closed list of what a role on a table may be given. The words are PostgreSQL's.
public enum Privilege {
    SELECT(Verb.READ, true),
    INSERT(Verb.CREATE, true),
    UPDATE(Verb.UPDATE, true),
    DELETE(Verb.DELETE, false);

    private final Verb verb;
    private final boolean byColumn;

    Privilege(Verb verb, boolean byColumn) {
        this.verb = verb;
        this.byColumn = byColumn;
    }

    /// The verb that a purpose must allow before a lease gets this privilege.
    public Verb verb() {
        return verb;
    }

    /// True when it can be granted on single columns.
    public boolean byColumn() {
        return byColumn;
    }
}
