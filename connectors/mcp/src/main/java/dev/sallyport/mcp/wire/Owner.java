package dev.sallyport.mcp.wire;

import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Session;

/// To whom an MCP session belongs: the workload, its purpose, the rule that let it in and the task
/// tree. Another token of the same workload is the same owner, since platforms renew them every few
/// minutes.
///
/// @param budget the task tree, or nothing for a workload that acts for itself
record Owner(String method, String subject, String purpose, String rule, String budget) {

    static Owner of(Session session) {
        Workload workload = session.workload();
        return new Owner(
                workload.authMethod(),
                workload.subject(),
                session.purpose().name(),
                session.access().rule(),
                session.delegation().isNone() ? "" : session.budget());
    }
}
