/// What the gateway shows to an HTTP target in place of the agent's proof.
/// [dev.sallyport.http.credential.Credential] is one target's; it lends an
/// [dev.sallyport.http.credential.ApiLease] to each session, which puts the secret into each permitted
/// request and names every form in which it stands there, so that it can be scrubbed from answers.
///
/// Standing secrets (header, query, basic) are lent as they are: the gateway alone bounds what is done
/// with them. A credential that can be made for a session, or narrowed to it, is made in `lease` and
/// destroyed by closing the lease.
@NullMarked
package dev.sallyport.http.credential;

import org.jspecify.annotations.NullMarked;
