package dev.sallyport.api.decision;

import java.util.List;

/// A decision that can be carried out.
public sealed interface Settled extends Decision permits Permit, Deny, Contain {
    List<Signal> evidence();
}
