/// The admin interface: how people and scripts ask a running gateway what it does and answer its holds.
///
/// HTTP/1.1 and JSON on a Unix domain socket, described by `docs/admin-api.yaml`. Three locks, one behind the other
/// (R22): the socket file (0600 in a folder that is 0700), the peer's user as the kernel tells it, and a bearer token
/// whose role must cover the route. Each token is a file that only the gateway's user can read.
///
/// [dev.sallyport.app.admin.AdminServer] is the room's door; what stands behind the routes are the small interfaces of
/// `view`, gathered in [dev.sallyport.app.admin.view.Desks]. They are called on virtual threads, by many at once, and
/// may block. `client` is the other end, which the command line uses.
@NullMarked
package dev.sallyport.app.admin;

import org.jspecify.annotations.NullMarked;
