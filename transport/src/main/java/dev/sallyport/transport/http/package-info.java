/// The floor that HTTP connectors stand on: one listening address for every target that is reached over
/// HTTP, in reverse mode (by host, or by path `/NAME/…`) and in forward mode (absolute-form and CONNECT),
/// and for the gateway's own services. HTTP/1.1 (RFC 9112) and HTTP/2 (RFC 9113) on both sides, TLS with
/// ALPN, WebSocket (RFC 6455), streaming both ways with back-pressure.
///
/// **Who writes what.** A connector implements [dev.sallyport.transport.http.HttpTarget] (one configured
/// target), [dev.sallyport.transport.http.Visit] (one admitted session at it) and
/// [dev.sallyport.transport.http.Clerk] (one request). The floor reads requests, refuses what is
/// ambiguous, takes the proof out of them, has the session admitted, and lends the clerk an
/// [dev.sallyport.transport.http.Exchange]. Nothing that a clerk sees still holds the proof, the purpose
/// or a hop-by-hop field. The floor is the only writer to a target: a clerk calls
/// [dev.sallyport.transport.http.Exchange#forward] with an action and what is to be sent on a permit, and
/// not a byte leaves before the mediator has permitted it and the trail has it.
///
/// **One request's life.**
/// 1. The head is read, checked and routed; what is wrong with it is answered by the floor (400, 404, 413,
///    414, 417, 421, 431, 501).
/// 2. The proof is taken out ([dev.sallyport.transport.http.ProofSlots]); the session of this proof,
///    target and purpose is found or admitted (virtual thread, the connection waits unread). A refusal is
///    worded by [dev.sallyport.transport.http.HttpTarget#turnedAway].
/// 3. [dev.sallyport.transport.http.Visit#request] makes the clerk;
///    [dev.sallyport.transport.http.Clerk#intake] says whether it reads the whole body (bounded: 413
///    beyond) or the head alone.
/// 4. [dev.sallyport.transport.http.Clerk#asked] is called once. It calls, now or later, exactly one of
///    `forward` (to the target), `perform` (the connector does it itself: a child process) and `answer`
///    (nothing of the target is touched).
/// 5. Permitted: the request goes out on a pooled connection; the answer passes the
///    [dev.sallyport.transport.http.AnswerFilter] that [dev.sallyport.transport.http.Answering] made for
///    the permit. Denied, ended or expired while held: [dev.sallyport.transport.http.Clerk#refused] words
///    it.
/// 6. The mediator hears `performed` exactly once, with the filter's
///    [dev.sallyport.transport.http.Tally] and the bytes that reached the agent.
///
/// **In the middle of an answer** a filter may hold parts back, write parts of its own, ask the mediator
/// about further actions ([dev.sallyport.transport.http.Exchange#propose]: no more of the answer is read
/// until the verdict is there), replace the answer as long as its head has not left
/// ([dev.sallyport.transport.http.Outflow#instead]), and must know how to end it validly when it is cut.
///
/// **What takes long** to read or to write, such as a conversation of some megabytes, goes
/// [dev.sallyport.transport.http.Exchange#aside], before a permit as well as in the middle of an answer:
/// the exchange waits as for a verdict, and every other one on its loop goes on.
///
/// **Threads.** Every call into a clerk, a filter, an answering and a performance is on the loop of the
/// agent's connection; so must be every call of `Exchange` and `Outflow` (`Exchange.loop()` brings one
/// there). None may block. A `Visit` and an `HttpTarget` are called from the loops of several connections
/// at once and must be safe on every thread. The mediator lives on the loop of the connection that opened
/// the session; the floor hops there and back, in order. [dev.sallyport.transport.http.LocalService] is
/// called on virtual threads and may block.
///
/// **Buffers.** A `ByteBuf` that the floor hands over is *borrowed*: valid during the call, not to be
/// released and not to be kept; `Outflow.write(ByteBuf)` takes a reference of its own. Who holds bytes
/// back copies them.
///
/// **Framing is the floor's alone.** Content-Length, Transfer-Encoding, Connection, Keep-Alive, TE,
/// Trailer, Upgrade, Proxy-*, Expect, Host and everything that `Connection` names are taken out of what a
/// clerk sees and ignored in what it sends (RFC 9110 section 7.6.1); both sides are framed anew.
@NullMarked
package dev.sallyport.transport.http;

import org.jspecify.annotations.NullMarked;
