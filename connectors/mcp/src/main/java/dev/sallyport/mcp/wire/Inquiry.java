package dev.sallyport.mcp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.mcp.action.HeaderValues;
import dev.sallyport.mcp.action.Methods;
import dev.sallyport.mcp.answer.Pending;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.target.Revision;
import dev.sallyport.transport.http.RequestHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One HTTP request of an agent, understood.
///
/// @param messages of its body; none for GET and DELETE
/// @param batch whether they stood in an array
/// @param session the MCP session that it belongs to; null for none
record Inquiry(
        RequestHead head,
        List<RpcMessage> messages,
        boolean batch,
        McpVisit visit,
        @Nullable McpSession session) {

    Inquiry {
        messages = List.copyOf(messages);
    }

    /// As the agent declares it; empty when it does not.
    String revision() {
        return head.fields().only(HeaderFields.name(HeaderValues.REVISION)).orElse("");
    }

    boolean modern() {
        return Revision.modern(revision());
    }

    boolean opens() {
        return messages.size() == 1
                && messages.getFirst() instanceof RpcMessage.Request request
                && request.method().equals(Methods.INITIALIZE);
    }

    List<RpcMessage.Request> requests() {
        return messages.stream()
                .filter(RpcMessage.Request.class::isInstance)
                .map(RpcMessage.Request.class::cast)
                .toList();
    }

    List<JsonNode> ids() {
        return requests().stream().map(RpcMessage.Request::id).toList();
    }

    /// The tools that it calls.
    List<RpcMessage.Request> calls() {
        return requests().stream()
                .filter(request -> request.method().equals(Methods.TOOLS_CALL))
                .toList();
    }

    /// @param counted whether what the replies show counts
    List<Pending> pending(Permit permit, String requestId, boolean counted) {
        return requests().stream()
                .map(request ->
                        Pending.of(request.id(), request.method(), request.params(), permit, requestId, counted))
                .toList();
    }

    /// Whether the server's tools were seen, in this MCP session or, where there is none, in this
    /// session of the gateway's.
    boolean listed() {
        return session == null ? visit.listed() : session.listed();
    }

    void listed(boolean now) {
        if (session == null) visit.listed(now);
        else session.listed(now);
    }
}
