package dev.sallyport.authmethods.aws;

import static dev.sallyport.api.identity.RefusalReason.CONDITION_NOT_MET;
import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;

import dev.sallyport.authmethods.aws.Principal.Kind;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Quoted;

/// Whether a proved principal may come in: its account, then its kind, then its role.
record Admission(Trusted trusted, RolePatterns roles) {

    static Admission of(Trusted trusted) {
        return new Admission(trusted, RolePatterns.of(trusted.roles()));
    }

    void check(Principal principal, StsHosts.Place place) throws NotProven {
        if (!principal.partition().equals(place.partition())) {
            throw new NotProven(
                    KEYS_UNAVAILABLE, "sts answered for another partition " + Quoted.of(principal.partition()));
        }
        if (!trusted.accounts().contains(principal.account())) {
            throw new NotProven(
                    UNKNOWN_ISSUER,
                    "principals of this account are not accepted here " + Quoted.of(principal.account()));
        }
        if (principal.kind() == Kind.ROOT && !trusted.root()) {
            throw new NotProven(CONDITION_NOT_MET, "the root user of an account is not accepted; use a role");
        }
        if (!roles.isEmpty() && !mayByRole(principal)) {
            throw new NotProven(CONDITION_NOT_MET, "not one of the accepted roles " + Quoted.of(principal.countedAs()));
        }
    }

    private boolean mayByRole(Principal principal) {
        return principal
                .roleArn()
                .filter(arn -> roles.matches(principal.name(), arn))
                .isPresent();
    }
}
