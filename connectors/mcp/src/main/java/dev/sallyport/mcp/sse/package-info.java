/// Server-sent events (HTML standard, section 9.2), as MCP uses them. Each object belongs to one stream
/// and its loop.
@NullMarked
package dev.sallyport.mcp.sse;

import org.jspecify.annotations.NullMarked;
