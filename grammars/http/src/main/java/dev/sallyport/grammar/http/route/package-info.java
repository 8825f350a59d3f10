/// The operations that somebody described, in an API document or in the configuration, and how a
/// request finds its own: by the most specific path template (OpenAPI 3.1, Path Templating), which
/// every server must agree about.
///
/// Immutable, safe on every thread; nothing here blocks.
@NullMarked
package dev.sallyport.grammar.http.route;

import org.jspecify.annotations.NullMarked;
