package dev.sallyport.api.identity;

/// The answer of an [AuthMethod]. A bad token is a value, not an exception.
public sealed interface Authentication {

    record Proven(Workload workload) implements Authentication {}

    /// @param detail lower case, no full stop, never a secret nor the token
    record Refused(RefusalReason reason, String detail) implements Authentication {}
}
