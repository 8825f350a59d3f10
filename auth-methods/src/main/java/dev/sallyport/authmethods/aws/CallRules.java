package dev.sallyport.authmethods.aws;

import static dev.sallyport.api.identity.RefusalReason.EXPIRED;
import static dev.sallyport.api.identity.RefusalReason.NOT_YET_VALID;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;
import static dev.sallyport.api.identity.RefusalReason.WRONG_AUDIENCE;

import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Quoted;
import java.time.Duration;
import java.time.Instant;

/// Whether a call goes to STS, was meant for this gateway, and now.
record CallRules(String audience, Freshness freshness, StsHosts hosts) {

    StsHosts.Place check(SignedCall call, Instant now) throws NotProven {
        StsHosts.Place place = hosts.find(call.host())
                .orElseThrow(() -> new NotProven(
                        UNKNOWN_ISSUER, "not an STS host of a configured region " + Quoted.of(call.host())));
        Signing signing = call.signing();
        if (!signing.region().equals(place.region())) {
            throw new NotProven(
                    UNKNOWN_ISSUER,
                    "signed for another region than that of the STS host " + Quoted.of(signing.region()));
        }
        if (!signing.service().equals("sts")) {
            throw new NotProven(WRONG_AUDIENCE, "signed for another service than sts " + Quoted.of(signing.service()));
        }
        if (!call.audience().equals(audience)) {
            throw new NotProven(
                    WRONG_AUDIENCE,
                    "signed for another audience (" + Headers.AUDIENCE + ") " + Quoted.of(call.audience()));
        }
        date(call, now);
        return place;
    }

    /// When the call is refused for its age, and need no longer be remembered.
    Instant end(SignedCall call) {
        Duration window = freshness.window();
        Duration holds = call.holds().compareTo(window) < 0 ? call.holds() : window;
        return call.signing().date().plus(holds).plus(freshness.skew());
    }

    private void date(SignedCall call, Instant now) throws NotProven {
        if (call.signing().date().isAfter(now.plus(freshness.skew()))) {
            throw new NotProven(NOT_YET_VALID, "signed in the future; set the clock of the workload's machine");
        }
        if (!now.isBefore(end(call))) {
            throw new NotProven(EXPIRED, "signed too long ago; sign a new request");
        }
    }
}
