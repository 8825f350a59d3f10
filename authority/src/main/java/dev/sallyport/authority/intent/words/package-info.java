/// Words of a request and what they mean: cutting text into words, their stems, and a table of word vectors
/// that says how near two words are. Everything here is immutable and safe on every thread.
@NullMarked
package dev.sallyport.authority.intent.words;

import org.jspecify.annotations.NullMarked;
