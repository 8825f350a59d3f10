package dev.sallyport.mcp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sallyport.mcp.action.Objection;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.rpc.RpcWriter;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Refusal;
import java.util.ArrayList;
import java.util.List;

/// Refusals as MCP clients read them: an error of JSON-RPC for each request. What the gateway denies is
/// an answer like any other (status 200): clients hand its error to the agent, and an HTTP error they
/// hand to nobody.
record Wording(RpcWriter writer) {

    static final String JSON = "application/json";

    Answer refused(List<JsonNode> ids, boolean batch, Refusal why) {
        boolean judged = why.kind() == Refusal.Kind.DENIED || why.kind() == Refusal.Kind.ENDED;
        List<RpcMessage> failures = new ArrayList<>();
        for (JsonNode id : ids) failures.add(failure(id, judged, why));
        if (failures.isEmpty()) failures.add(failure(NullNode.getInstance(), judged, why));
        int status = judged && !ids.isEmpty() ? 200 : why.status();
        return json(status, writer.bytes(failures, batch && !ids.isEmpty()));
    }

    private RpcMessage failure(JsonNode id, boolean judged, Refusal why) {
        return judged
                ? writer.denial(id, why.rule(), why.reason(), why.requestId())
                : writer.trouble(id, why.reason(), why.requestId());
    }

    Answer objection(List<JsonNode> ids, Objection why) {
        JsonNode id = ids.size() == 1 ? ids.getFirst() : NullNode.getInstance();
        RpcMessage.Failure failure = writer.failure(id, why.code(), why.reason());
        if (why.data() != null) failure.error().set("data", why.data());
        return json(why.status(), writer.bytes(failure));
    }

    static Answer json(int status, byte[] body) {
        return new Answer(status, Fields.of("content-type", JSON), body);
    }
}
