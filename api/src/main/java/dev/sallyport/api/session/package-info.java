/// One workload at one target for one purpose, from open to close, and what is known about why it is there.
/// Immutable values.
@NullMarked
package dev.sallyport.api.session;

import org.jspecify.annotations.NullMarked;
