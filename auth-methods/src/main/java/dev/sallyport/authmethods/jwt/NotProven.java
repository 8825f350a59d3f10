package dev.sallyport.authmethods.jwt;

import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.RefusalReason;

/// Carries a refusal out of the checks; an auth method turns it into a value, so it never leaves one.
/// Has no stack trace: bad tokens are ordinary, and whoever sends them should not choose what they cost.
public final class NotProven extends Exception {

    private final RefusalReason reason;
    private final String detail;

    public NotProven(RefusalReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    public Authentication.Refused refused() {
        return new Authentication.Refused(reason, detail);
    }
}
