package dev.sallyport.mcp.wire;

import dev.sallyport.api.credential.CredentialLease;
import dev.sallyport.transport.http.Echoes;
import dev.sallyport.transport.http.Fields;
import java.time.Instant;

/// What the gateway shows to an MCP server in place of what the agent showed it.
///
/// @param id names it in the trail
/// @param describe what it may do, in words
/// @param fields of every request, such as `authorization`; none for a child or an open server
/// @param injected see [dev.sallyport.transport.http.UpstreamRequest#injected]
public record McpLease(String id, String describe, Instant expiresAt, Fields fields, Echoes injected)
        implements CredentialLease {

    /// It was lent, not made: the server knows nothing that could be destroyed.
    @Override
    public void close() {}

    @Override
    public String toString() {
        return "McpLease[" + id + "]";
    }
}
