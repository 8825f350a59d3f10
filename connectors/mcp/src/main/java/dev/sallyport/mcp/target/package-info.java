/// One configured MCP server. Immutable values, made by the application from the configuration.
@NullMarked
package dev.sallyport.mcp.target;

import org.jspecify.annotations.NullMarked;
