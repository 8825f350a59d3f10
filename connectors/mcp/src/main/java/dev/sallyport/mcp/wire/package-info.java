/// The connector on the HTTP floor.
@NullMarked
package dev.sallyport.mcp.wire;

import org.jspecify.annotations.NullMarked;
