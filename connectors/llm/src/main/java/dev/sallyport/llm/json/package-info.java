/// Reading JSON strictly and taking it apart. Stateless, safe on every thread.
@NullMarked
package dev.sallyport.llm.json;

import org.jspecify.annotations.NullMarked;
