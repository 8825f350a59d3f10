/// The one corridor: authenticate → session → mediate → record. It knows the doors (`Authority`), the trail and the
/// connectors by their interfaces in `api` alone.
///
/// **The way in.** [dev.sallyport.gateway.Gateway] makes one `Corridor` per connector. A corridor asks the auth
/// methods and door one (`Recognition`), takes a seat (`Seats`), and opens the session (`Opening`): SessionOpened
/// is durable before the lease is minted, LeaseIssued before anyone may use it. Refusals go through `Refusals`, which
/// cannot fill a disk.
///
/// **The way through.** One `Mediation` per session, on that session's loop, without locks. `Deliberation` decides
/// in the order of the calls, and lets proposals queue behind one that does `Homework` or waits at the `HoldDesk`.
/// `Ledger` writes each decision before its effect and settles each permit exactly once: when it was performed, when
/// its record failed, when nobody waits for it any more, when the conversation ends. `Journal` counts the records
/// that are on their way.
///
/// **The way out.** `Curfew` ends a session in time and closes it if its connector does not. `Teardown` destroys the
/// lease (`Destruction`, again and again), writes LeaseDestroyed and, as the last record of all, SessionClosed.
///
/// **From outside.** [dev.sallyport.gateway.Sessions], [dev.sallyport.gateway.Holds] and
/// [dev.sallyport.gateway.Quarantine] are called by administrators from any thread; what they do to a session is
/// handed to its loop.
///
/// Every request id in the trail ends with exactly one Decided record that is not a hold. A Decided
/// permit has exactly one Performed, unless the trail failed or the process died: then it reads
/// "outcome unknown" (R21).
@NullMarked
package dev.sallyport.gateway;

import org.jspecify.annotations.NullMarked;
