/// JSON-RPC 2.0 as MCP narrows it. Immutable values; safe on every thread as long as nobody changes a
/// tree that it was given.
@NullMarked
package dev.sallyport.mcp.rpc;

import org.jspecify.annotations.NullMarked;
