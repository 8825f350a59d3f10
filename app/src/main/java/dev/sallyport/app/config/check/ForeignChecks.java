package dev.sallyport.app.config.check;

import dev.sallyport.app.config.TargetEntry;
import dev.sallyport.app.config.TimeLimitEntry;
import dev.sallyport.app.config.problem.Problems;

/// Keys that only PostgreSQL targets know: taken in silence, they would promise what nobody keeps.
record ForeignChecks(String path, TargetEntry target, Problems problems) {

    private static final TimeLimitEntry NONE = new TimeLimitEntry(null, null, null, null);

    void check() {
        if (target.lease().account() != null) refuse(".lease.account");
        if (!target.limits().equals(NONE)) refuse(".limits");
        if (target.lease().warm() > 0) refuse(".lease.warm");
    }

    private void refuse(String key) {
        problems.error(path + key, "belongs to `postgres` targets, take it out");
    }
}
