/// What is judged: a proposed call, the request it is meant to serve, and what was said, called and answered
/// before it. Immutable values.
@NullMarked
package dev.sallyport.authority.intent.proposal;

import org.jspecify.annotations.NullMarked;
