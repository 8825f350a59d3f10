/// A request that was read, and what was found that it does, before it is put into the words of an
/// action.
///
/// Immutable, safe on every thread.
@NullMarked
package dev.sallyport.grammar.http.request;

import org.jspecify.annotations.NullMarked;
