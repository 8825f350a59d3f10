package dev.sallyport.app.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.config.Mcp;
import dev.sallyport.app.wiring.McpFrom;
import dev.sallyport.mcp.action.Asked;
import dev.sallyport.mcp.action.Meaning;
import dev.sallyport.mcp.action.Methods;
import dev.sallyport.mcp.action.ToolView;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.rpc.MalformedMessage;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.mcp.target.ProtectedResource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A message to an MCP server, written as the name of a tool and its arguments as JSON, or as a method such
/// as `resources/read` and its parameters, as its connector would understand it.
final class MessageUnderstood {

    private static final Set<String> METHODS = Set.of(
            Methods.TOOLS_LIST,
            Methods.RESOURCES_LIST,
            Methods.TEMPLATES_LIST,
            Methods.RESOURCES_READ,
            Methods.RESOURCES_SUBSCRIBE,
            Methods.PROMPTS_GET,
            Methods.COMPLETE);

    private MessageUnderstood() {}

    static Understanding of(String target, Mcp mcp, String statement) throws CommandFailure {
        // what a child finds in its environment changes nothing here, so no secret is read
        McpTargetSettings settings = McpFrom.settings(target, mcp, Map.of(), ProtectedResource.UNSAID);
        String[] written = statement.strip().split("\\s+", 2);
        ObjectNode given = object(settings, written.length > 1 ? written[1] : "{}");
        boolean call = !METHODS.contains(written[0]);
        ObjectNode params = call ? params(written[0], given) : given;
        RpcMessage message = new RpcMessage.Request(IntNode.valueOf(1), call ? Methods.TOOLS_CALL : written[0], params);
        return new Understanding(
                new Meaning(settings).of(List.of(message), new AnyTool(), Asked.NOTHING),
                call
                        ? List.of(
                                "the server was not asked: the tool is taken as trusted, its schema and what it says of"
                                        + " itself are not known")
                        : List.of());
    }

    private static ObjectNode params(String tool, ObjectNode arguments) {
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("name", tool);
        params.set("arguments", arguments);
        return params;
    }

    private static ObjectNode object(McpTargetSettings settings, String text) throws CommandFailure {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            JsonNode json =
                    new Json(settings.limits().depth(), settings.limits().message()).read(bytes);
            if (json instanceof ObjectNode object) return object;
        } catch (MalformedMessage _) {
            // said below
        }
        throw new CommandFailure(
                ExitCode.USAGE, "write a call as TOOL and its arguments as one JSON object: `" + text + "`");
    }

    private record AnyTool() implements ToolView {
        @Override
        public Known find(String tool) {
            return new Known.Trusted(JsonNodeFactory.instance.objectNode(), MissingNode.getInstance());
        }

        @Override
        public String mismatch(ObjectNode definition, JsonNode arguments) {
            return "";
        }
    }
}
