/// What the configuration says about a provider of models. Immutable values.
@NullMarked
package dev.sallyport.llm.target;

import org.jspecify.annotations.NullMarked;
