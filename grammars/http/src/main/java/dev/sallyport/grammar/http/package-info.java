/// What an HTTP request means: paths, documents that describe operations, bodies. Pure and safe on every thread;
/// bounded work whatever the input. What cannot be understood is an operation with verb UNKNOWN, and a reason.
@NullMarked
package dev.sallyport.grammar.http;

import org.jspecify.annotations.NullMarked;
