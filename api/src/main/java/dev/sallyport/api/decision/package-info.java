/// May it happen? The two doors answer with a [dev.sallyport.api.decision.Decision] that carries its evidence.
///
/// An `Authority` is called on every event loop at once: it never blocks, never reads a clock, never does I/O.
/// Only the room `authority` makes a `Permit`; ArchUnit holds that.
@NullMarked
package dev.sallyport.api.decision;

import org.jspecify.annotations.NullMarked;
