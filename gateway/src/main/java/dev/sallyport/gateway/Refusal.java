package dev.sallyport.gateway;

import dev.sallyport.api.identity.RefusalReason;

/// Why someone is turned away, or would be if they knocked now.
///
/// @param detail for the guest and the trail: lower case, no full stop, no secret
/// @param aside for the trail alone, such as the target's own error; possibly empty
record Refusal(RefusalReason reason, String detail, String aside) {

    Refusal(RefusalReason reason, String detail) {
        this(reason, detail, "");
    }

    String forTrail() {
        return aside.isEmpty() ? detail : detail + ": " + aside;
    }
}
