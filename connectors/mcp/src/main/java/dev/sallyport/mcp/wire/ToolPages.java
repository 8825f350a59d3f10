package dev.sallyport.mcp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mcp.action.Meta;
import dev.sallyport.mcp.action.Methods;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.target.Revision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The gateway's own look at a server's tools, page by page.
interface ToolPages {

    int MOST = 20;
    String ID = "sallyport-tools";

    /// The result of one `tools/list`. Blocks.
    JsonNode result(RpcMessage.Request request) throws IOException, InterruptedException;

    /// @param desk whose limits bound what is listed
    default List<ObjectNode> all(Desk desk, boolean modern) throws IOException, InterruptedException {
        List<ObjectNode> tools = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST; page++) {
            JsonNode result = result(request(desk, modern, cursor));
            for (JsonNode tool : result.path("tools")) if (tool instanceof ObjectNode definition) tools.add(definition);
            cursor = result.path("nextCursor").asText("");
            if (cursor.isEmpty() || tools.size() > desk.settings().limits().tools()) return tools;
        }
        return tools;
    }

    private static RpcMessage.Request request(Desk desk, boolean modern, String cursor) {
        ObjectNode params = desk.json().object();
        if (!cursor.isEmpty()) params.put("cursor", cursor);
        if (modern)
            params.putObject(Meta.MEMBER).put(Meta.REVISION, Revision.MODERN).putObject(Meta.CAPABILITIES);
        return new RpcMessage.Request(params.textNode(ID), Methods.TOOLS_LIST, params);
    }
}
