/// Door two's evidence: does a proposed action match the intent for which access was granted?
///
/// Readers look at a proposal from one side each and say what they see as [Feature]s, or as a [Stop] that no
/// score can outweigh; `model` turns the features into one number, `Judgement` says what follows from it. Pure: no
/// files but resources of the class path, no sockets, no clock, the same answer on every machine. Everything
/// here is immutable and safe on every thread.
@NullMarked
package dev.sallyport.authority.intent;

import org.jspecify.annotations.NullMarked;
