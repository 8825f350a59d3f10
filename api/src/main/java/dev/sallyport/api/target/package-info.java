/// What is acted on: verbs and resources, the two words that every protocol maps to. Immutable values.
@NullMarked
package dev.sallyport.api.target;

import org.jspecify.annotations.NullMarked;
