/// Servers of the Model Context Protocol, over streamable HTTP and as children of the gateway.
///
/// | package | what |
/// |---|---|
/// | `target` | one configured server: where it is, what its tools mean, what it may ask |
/// | `rpc` | JSON-RPC messages, read strictly and written anew: what was judged is what is sent |
/// | `action` | what a message means: verbs, resources, scopes, arguments |
/// | `pin` | what a tool said of itself when it was trusted, kept across restarts |
/// | `schema` | whether a call's arguments fit the tool's schema, in bounded time |
/// | `answer` | what a server answers: counted, masked, told to the mediator, filtered |
/// | `sse` | server-sent events, both ways, bounded |
/// | `child` | servers on standard input and output |
/// | `wire` | the connector on the HTTP floor |
///
/// `rpc`, `action`, `schema`, `answer` and `sse` are values and pure functions, or belong to one
/// exchange and are called on its loop. `pin` is safe on every thread. `child` says for each method
/// which thread calls it.
///
/// Sources: modelcontextprotocol.io, revisions 2025-03-26, 2025-06-18, 2025-11-25 ("legacy": a
/// handshake and sessions) and 2026-07-28 ("modern": every request stands alone).
@NullMarked
package dev.sallyport.mcp;

import org.jspecify.annotations.NullMarked;
