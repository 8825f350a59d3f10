package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;

/// Limits on distinct keys and records together.
public record AtMostEntry(
        @Doc("In one statement.") @Default("none") Limit perAction,

        @Doc("In one session. A workload may open another, so set `perHour` too.") @Default("none")
        Limit perSession,

        @Doc("By one workload in any 60 minutes, across its sessions, pods and purposes.") @Default("none")
        Limit perHour) {
    public boolean isUnlimited() {
        return perAction.isNone() && perSession.isNone() && perHour.isNone();
    }
}
