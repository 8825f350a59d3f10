/// What a request's target names (RFC 9112 section 3.2.1), read once and written anew, so that gateway
/// and target see the same path and query.
///
/// What servers are known to read in different ways is refused: dot segments, also encoded; encoded
/// slashes and backslashes; path parameters; empty segments; escapes that could be decoded twice;
/// characters that become one of these when a server folds them (full-width forms). What is only
/// written differently (`%41`, `%c3%A9`) is written in the usual way (RFC 3986 section 6.2.2).
///
/// Immutable, safe on every thread; nothing here blocks.
@NullMarked
package dev.sallyport.grammar.http.target;

import org.jspecify.annotations.NullMarked;
