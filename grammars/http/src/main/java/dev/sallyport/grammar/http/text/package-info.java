/// Bytes to text, in one way only: strict UTF-8, percent-encoding, and the word for what cannot be read
/// so.
@NullMarked
package dev.sallyport.grammar.http.text;

import org.jspecify.annotations.NullMarked;
