package dev.sallyport.api.target;

/// What an operation does to a resource; every protocol maps to these. `UNKNOWN` is denied unless a rule names it.
public enum Verb {
    /// Looks at structure: catalogs, listings, tool lists.
    DISCOVER,
    READ,
    CREATE,
    UPDATE,
    DELETE,
    /// Calls something whose effect is its own: a function, a tool, a command.
    EXECUTE,
    /// Sends data out of the target.
    SHARE,
    /// Changes who may do what.
    GRANT,
    /// Changes structure: DDL, configuration.
    DEFINE,
    UNKNOWN;

    /// True for what leaves the target as it was. Only these may be recorded without an fsync before their effect.
    public boolean readsOnly() {
        return this == DISCOVER || this == READ;
    }
}
