package dev.sallyport.authority.baseline;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.session.Mode;

/// Door one's word on a session that is already open.
public sealed interface Standing {

    /// @param rule the access rule that binds it now
    /// @param mode as of now: observe mode ends by itself (R20)
    record Bound(String rule, Mode mode, Signal evidence) implements Standing {}

    record Gone(Deny deny) implements Standing {}
}
