/// Door two's view of meaning: what a proposal says, read as features that a person can follow.
/// Pure and thread-safe: no files but class-path resources, no clock, the same answer for the same words.
@NullMarked
package dev.sallyport.authority.intent;

import org.jspecify.annotations.NullMarked;
