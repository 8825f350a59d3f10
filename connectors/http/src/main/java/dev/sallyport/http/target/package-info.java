/// The settings of HTTP targets, as the configuration says them. Immutable values.
@NullMarked
package dev.sallyport.http.target;

import org.jspecify.annotations.NullMarked;
