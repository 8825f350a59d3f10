/// HTTP and SaaS targets, in reverse and in forward mode. [dev.sallyport.http.HttpApi] is one configured
/// target while the gateway runs; [dev.sallyport.http.HttpConnector] lends its credential to sessions.
///
/// **A request** is judged whole by the grammar (`grammars/http`): with its body, up to a limit, unless
/// the grammar can judge it without (packs of Git, messages of gRPC). What goes to the target is what was
/// read: method, path and query as the grammar writes them anew, the agent's fields without proof and
/// credential, the body byte for byte.
///
/// **An answer** streams through, counted. Where the permit bounds its records or masks fields, it is held
/// back whole first, and refused when it cannot be counted or masked, or is beyond the limit: half a JSON
/// document helps nobody. Redirects pass as they are and are never followed: wherever they lead is a
/// request of the agent's own.
///
/// Rooms within: `target` holds the settings, `credential` what is injected, `wire` the clerks and
/// filters. Everything here is safe on every thread; clerks and filters live on the loop of their
/// connection.
@NullMarked
package dev.sallyport.http;

import org.jspecify.annotations.NullMarked;
