/// The gateway's own account at a target, as small as it can be (R15): the script of `sallyport target
/// setup`.
///
/// [dev.sallyport.postgres.setup.SetupScript] writes it from `setup.sql`: the account has no power and
/// cannot read; an owner, as whom nobody logs in, has the SECURITY DEFINER functions that make and
/// destroy leases, and [dev.sallyport.postgres.setup.Template]s say the most that a lease may be given.
/// What the account then says is on the closed list of `dev.sallyport.postgres.admin`, in its second
/// form.
///
/// [dev.sallyport.postgres.setup.Installation] runs it with somebody else's log-in, whom the gateway
/// never sees otherwise.
@NullMarked
package dev.sallyport.postgres.setup;

import org.jspecify.annotations.NullMarked;
