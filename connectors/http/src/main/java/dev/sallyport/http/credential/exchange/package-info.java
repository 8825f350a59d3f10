/// A token for each session, got in exchange for one that says whom it is for (RFC 8693).
///
/// What is exchanged is a [dev.sallyport.http.credential.exchange.Subject]: a statement that the
/// gateway signs about the workload, or a standing token of the gateway's own. The agent's proof is
/// none of them: a lease is asked for with the session alone, and whoever wants the proof exchanged has
/// to hand it to a `Subject` of its own.
///
/// Safe on every thread; leases block.
@NullMarked
package dev.sallyport.http.credential.exchange;

import org.jspecify.annotations.NullMarked;
