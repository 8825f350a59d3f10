package dev.sallyport.api.decision;

import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Purpose;

/// Door one's answer at the opening of a session.
public sealed interface Entry {

    record Granted(Access access, Purpose purpose) implements Entry {}

    /// @param detail lower case, no full stop; names what the rule asks for
    record Refused(RefusalReason reason, String detail) implements Entry {}
}
