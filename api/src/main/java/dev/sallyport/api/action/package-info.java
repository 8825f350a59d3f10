/// What the agent asks for in one breath, and how it ended. Immutable values.
@NullMarked
package dev.sallyport.api.action;

import org.jspecify.annotations.NullMarked;
