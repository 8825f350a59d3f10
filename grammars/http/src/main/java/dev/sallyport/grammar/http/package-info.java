/// What an HTTP request means: which operations on which resources, how much of them, with which
/// values. Pure: no socket, no clock, no Netty. The packages below read the parts;
/// [dev.sallyport.grammar.http.HttpGrammar] puts them together.
///
/// **What comes out** is a [dev.sallyport.grammar.http.Meaning]: operations in the words of the API,
/// every leaf of path parameters, query and body as arguments, a statement to show and a fingerprint.
/// What could be read in two ways, or cannot be read, is one operation of verb UNKNOWN with the reason,
/// and is denied. Nothing is thrown for hostile input.
///
/// **What goes to the target** is what was read: [dev.sallyport.grammar.http.Meaning#forwardAs] is path
/// and query written anew.
///
/// **Order.** gRPC (by content type), the GraphQL endpoint, the routes of the configuration, the API's
/// description, Git, and last method and path alone. Where there is a description, what it does not
/// describe is unknown.
///
/// Everything is immutable and safe on every thread; nothing blocks. A request of usual size takes some
/// microseconds.
@NullMarked
package dev.sallyport.grammar.http;

import org.jspecify.annotations.NullMarked;
