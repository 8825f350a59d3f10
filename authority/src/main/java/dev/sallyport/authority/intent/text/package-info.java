/// Reading prose for evidence: segments of what targets answered, which of them are shaped like instructions,
/// and whether a value stands in a text. English, by rules a person can read. Immutable, bounded work.
@NullMarked
package dev.sallyport.authority.intent.text;

import org.jspecify.annotations.NullMarked;
