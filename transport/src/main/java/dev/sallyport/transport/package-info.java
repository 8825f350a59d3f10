/// The floor that wire connectors stand on: loops, listeners, TLS, the gathering of bytes, pausing, and the
/// [dev.sallyport.transport.Turnstile], the only writer to a target.
///
/// **Threads.** Both sides of a session live on one event loop; every method of `Inlet`, `Turnstile` and
/// `Ticket` is called there and nowhere else, and none blocks. `EventLoops` and `BoundListener` are safe on
/// every thread.
///
/// **What lives here once, so that no connector writes it again:** the order of answers, barriers, denial in
/// its place, cutting an answer that runs, stopping to read an agent and going on. A connector offers (action,
/// bytes) and declares constants; it never holds the target's channel for writing.
///
/// **One ticket's life:** offered → waiting (for the verdict, for its turn) → in flight (written, or its poison
/// was) → done (answered, failed, skipped, cut, abandoned). For each permit the mediator hears `performed`
/// exactly once.
@NullMarked
package dev.sallyport.transport;

import org.jspecify.annotations.NullMarked;
