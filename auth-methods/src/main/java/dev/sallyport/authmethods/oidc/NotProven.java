package dev.sallyport.authmethods.oidc;

import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.RefusalReason;

/// Carries a refusal out of the checks; [OidcAuthMethod] turns it into a value, so it never leaves this package.
/// Has no stack trace: bad tokens are ordinary, and whoever sends them should not choose what they cost.
final class NotProven extends Exception {

    private final RefusalReason reason;
    private final String detail;

    NotProven(RefusalReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    Authentication.Refused refused() {
        return new Authentication.Refused(reason, detail);
    }
}
