package dev.sallyport.mcp.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// Why a request is refused before anybody is asked what it may do: it breaks the protocol.
///
/// @param status of HTTP
/// @param code of JSON-RPC, see [dev.sallyport.mcp.rpc.RpcCode]
/// @param reason for whoever sent it: lower case, no full stop
/// @param data of the JSON-RPC error
public record Objection(
        int status, int code, String reason, @Nullable ObjectNode data) {

    public Objection(int status, int code, String reason) {
        this(status, code, reason, null);
    }
}
