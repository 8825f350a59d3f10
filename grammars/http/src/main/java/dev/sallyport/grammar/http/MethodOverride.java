package dev.sallyport.grammar.http;

/// What to think of a request that says it is of another method (`X-HTTP-Method-Override` and its like,
/// `_method`).
public enum MethodOverride {
    /// It is not understood.
    REFUSE,
    /// It is both, for nobody knows whether the target heeds it.
    HONOUR
}
