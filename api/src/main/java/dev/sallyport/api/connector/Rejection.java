package dev.sallyport.api.connector;

import dev.sallyport.api.identity.RefusalReason;

/// Whom a connector turned away itself, before there was anything that a gate could authenticate.
///
/// @param target what was asked for, as far as it was understood; possibly empty
/// @param peer the remote address
/// @param detail lower case, no full stop, no secret
public record Rejection(String target, String peer, RefusalReason reason, String detail) {}
