/// placeholder
@NullMarked
package dev.sallyport.trail.line;

import org.jspecify.annotations.NullMarked;
