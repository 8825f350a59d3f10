package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOf;

/// A way to prove who a workload is.
public record AuthMethodEntry(
        @Doc("What a workload shows, and who vouches for it.") @OneOf
        Proof proof,

        @Doc("Condition on the claims in CEL, such as `claims.namespace == \"support\"`; empty for none.")
        @Default("''")
        String where) {}
