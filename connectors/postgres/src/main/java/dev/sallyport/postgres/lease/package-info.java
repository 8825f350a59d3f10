/// What sessions log in with: roles that exist for one session (R12, R13, R14), or a standing account.
///
/// [dev.sallyport.postgres.lease.Lessor] is the door to this room, one per target, and lists the kinds there are.
/// [dev.sallyport.postgres.lease.Leases] mints a [dev.sallyport.postgres.lease.RoleLease] and keeps a
/// [dev.sallyport.postgres.lease.Sweeper]. A lease is a role of
/// its own, with a SCRAM verifier computed here, and the grants that the target's role and the purpose have in common
/// ([dev.sallyport.postgres.lease.GrantPlan]). Those grants are the boundary: an action that the gateway misread meets
/// them at the server.
///
/// The end of a role is the same whoever asks ([dev.sallyport.postgres.lease.Demolition]): nobody can log in any more,
/// its back ends are terminated, its prepared transactions rolled back, what it owns is dropped in every database of
/// the cluster (or given to a powerless role when others depend on it), the role is dropped, and the server is asked
/// whether anything is left.
///
/// An [dev.sallyport.postgres.lease.AccountLease] changes nothing at the target: a place at the account is taken, and
/// given back when the session's back end is gone. No sweeper touches an account.
///
/// Everything here blocks and is called on virtual threads; everything public is safe on every thread. All that is said
/// to a target is on the closed list of `dev.sallyport.postgres.admin`.
@NullMarked
package dev.sallyport.postgres.lease;

import org.jspecify.annotations.NullMarked;
