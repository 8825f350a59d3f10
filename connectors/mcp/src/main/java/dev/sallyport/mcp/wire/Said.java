package dev.sallyport.mcp.wire;

import dev.sallyport.api.action.Action;

/// What an agent's messages mean, and what a server would get of them.
///
/// @param written empty where the way to the server writes them itself
@SuppressWarnings("ArrayRecordComponent")
record Said(Action action, byte[] written) {}
