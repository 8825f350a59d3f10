package dev.sallyport.authmethods.aws;

import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.authmethods.jwt.NotProven;

/// What was presented is not a request of the one form that is sent.
final class Malformed {

    private Malformed() {}

    static NotProven because(String detail) {
        return new NotProven(RefusalReason.MALFORMED, detail);
    }
}
