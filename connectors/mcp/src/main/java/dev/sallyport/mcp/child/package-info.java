/// MCP servers as children of the gateway, on standard input and output (R22).
@NullMarked
package dev.sallyport.mcp.child;

import org.jspecify.annotations.NullMarked;
