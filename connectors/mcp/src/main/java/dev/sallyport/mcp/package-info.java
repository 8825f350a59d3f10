/// Servers of the Model Context Protocol, over streamable HTTP and as children.
@NullMarked
package dev.sallyport.mcp;

import org.jspecify.annotations.NullMarked;
