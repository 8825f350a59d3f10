/// What tools said of themselves when they were trusted ("pins"), and what happens when they say
/// something else.
@NullMarked
package dev.sallyport.mcp.pin;

import org.jspecify.annotations.NullMarked;
