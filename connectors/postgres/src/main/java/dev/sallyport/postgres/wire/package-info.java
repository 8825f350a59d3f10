/// PostgreSQL's protocol, versions 3.0 and 3.2, on both sides (PostgreSQL manual, chapter "Frontend/Backend
/// Protocol").
///
/// A conversation goes through phases, each a [dev.sallyport.postgres.wire.Phase] that reads the agent's
/// frames: `Greeting` (TLS, start-up packet, cancel requests) → `Knock` (token in the password field,
/// admission, log-in at the target with the lease) → `Agent` (statements become actions, offered to the
/// turnstile: `Preparing` gathers a `Batch`, `Performing` offers, `Objections` says what is not offered). The
/// target's side has `TargetLogin` and then `Answers` (`Rows`, `Remarks`; `Onward` lets frames pass).
///
/// **The action boundary**: one action per Execute, per Query string, per COPY; Parse/Describe runs that end
/// without an Execute are actions of phase PREPARE. **Denial by poison**: the denied part is replaced in its
/// place by a constant with a syntax error, and the target's error text is swapped for ours, so order, abort
/// and skip-to-Sync are PostgreSQL's own. **Names** of statements and portals are believed only once the server
/// has acknowledged them, see [dev.sallyport.postgres.wire.Names].
///
/// **Second looks.** [dev.sallyport.postgres.wire.Witness] asks the server what a permitted statement
/// does before it runs for the first time; [dev.sallyport.postgres.wire.Census] asks how many records have the
/// keys of a statement whose rows will not tell, before it is judged; [dev.sallyport.postgres.wire.Looks] sees in the
/// rows which
/// records they show; [dev.sallyport.postgres.wire.Views] follows views to the tables behind them;
/// [dev.sallyport.postgres.wire.Discretion] takes values out of errors and notices.
///
/// **Threads.** Everything of one conversation runs on its event loop. Admission blocks and runs on a virtual
/// thread.
@NullMarked
package dev.sallyport.postgres.wire;

import org.jspecify.annotations.NullMarked;
