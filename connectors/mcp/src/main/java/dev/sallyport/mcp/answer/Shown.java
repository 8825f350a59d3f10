package dev.sallyport.mcp.answer;

import dev.sallyport.mcp.rpc.RpcMessage;

/// A reply as the agent gets to see it.
///
/// @param records that it shows
/// @param failed the server says that it failed
public record Shown(RpcMessage.Reply reply, long records, boolean failed) {}
