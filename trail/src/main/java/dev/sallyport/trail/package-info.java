/// placeholder
@NullMarked
package dev.sallyport.trail;

import org.jspecify.annotations.NullMarked;
