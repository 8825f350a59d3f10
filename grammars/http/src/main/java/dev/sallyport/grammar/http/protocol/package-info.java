/// Protocols inside HTTP whose paths say what is done: Git and gRPC. Immutable, safe on every thread.
@NullMarked
package dev.sallyport.grammar.http.protocol;

import org.jspecify.annotations.NullMarked;
