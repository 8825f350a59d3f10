/// Reading the trail: show it, follow it, rebuild counters from it (R5), and prove that nobody changed it (R21).
///
/// [dev.sallyport.trail.read.Verifier] answers whether the chain is whole;
/// [dev.sallyport.trail.read.TrailReader] hands out what it says, and trusts it as little: bytes
/// that are no record become an [dev.sallyport.trail.read.UnreadableLine], never an exception. Both
/// only read, need no lock and may run beside the gateway, in another process and as another user.
/// What a gateway has recorded and not yet put into a segment's file is read from its tail
/// ([dev.sallyport.trail.read.Segments#open]); who may not read that sees it a fifth of a second
/// later.
@NullMarked
package dev.sallyport.trail.read;

import org.jspecify.annotations.NullMarked;
