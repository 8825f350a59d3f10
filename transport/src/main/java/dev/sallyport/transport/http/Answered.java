package dev.sallyport.transport.http;

import dev.sallyport.api.decision.Deny;

/// An answer under way: it is counted, and can be cut. On the loop.
public interface Answered {

    /// Asked at least every 64 KiB, every second and at the end.
    Tally tally();

    /// Whether it is cut when it counts more records than its permit says. Not where what counts was used up before
    /// it came, such as a model's tokens: to cut it would take nothing back. It is charged all the same.
    default boolean bounded() {
        return true;
    }

    /// It must stop now: revoked, expired, a limit reached. Nothing that is still held back may leave.
    /// Whoever knows a valid end in its protocol writes it; as long as no head has left, the floor lets
    /// [Clerk#refused] answer and does not ask here.
    ///
    /// @return true when the answer is whole for whoever reads it; on false the floor breaks it off so
    ///     that it cannot be taken for whole (RFC 9112 section 8)
    default boolean cut(Deny why, Outflow out) {
        return false;
    }
}
