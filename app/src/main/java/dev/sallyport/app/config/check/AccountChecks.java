package dev.sallyport.app.config.check;

import dev.sallyport.app.config.AccountEntry;
import dev.sallyport.app.config.AccountEntry.Sharing;
import dev.sallyport.app.config.problem.Problems;
import dev.sallyport.app.config.problem.Shown;
import java.util.List;
import java.util.Map;

/// Says plainly what a standing account lacks: no GRANT at the target stands behind the gateway's limits.
///
/// @param path of the target
record AccountChecks(String path, AccountEntry account, Problems problems) {

    void check(Map<String, List<String>> roles) {
        String at = path + ".lease.account";
        problems.warn(
                at,
                "its limits are enforced by the gateway alone, as the target lets the account do whatever it was granted"
                        + " there: grant it no more than its sessions need: " + Shown.of(account.user()));
        if (account.sharing() == Sharing.SHARED) {
            problems.warn(
                    at + ".sharing",
                    "the target cannot tell sessions of one account apart, use `exclusive` where that matters: "
                            + Shown.of("shared"));
        }
        roles.forEach((role, grants) -> {
            if (!grants.isEmpty()) {
                problems.warn(
                        path + ".roles." + role,
                        "is not granted, as sessions use the account of `lease.account`: " + Shown.of(role));
            }
        });
    }
}
