/// To which addresses the gateway dials, decided before anything is dialled.
///
/// A target's name leads to all addresses that the resolver gives for it; if one of them lies inside
/// (loopback, private networks, link-local, the metadata services of clouds …) the whole name is
/// refused, unless the target's configuration names that host or network. What was found is pinned for
/// a configured time, so that no second answer of a name server leads elsewhere (DNS rebinding).
///
/// **Use.** One [dev.sallyport.transport.dial.AddressGuard] per target; its `addresses` is what an
/// upstream of `dev.sallyport.transport.http` looks names up with. Whoever dials dials one of these,
/// never the name.
///
/// **Threads.** Everything here is safe on every thread. A look-up runs on a virtual thread of its own;
/// whoever waits for it waits no longer than the configured time-out.
@NullMarked
package dev.sallyport.transport.dial;

import org.jspecify.annotations.NullMarked;
