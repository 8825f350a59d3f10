package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.llm.json.Json;
import java.util.Set;

/// Which parts of an answer ask the client to do something. What is not known to be harmless does.
final class AnswerParts {

    private static final Set<String> BLOCKS = Set.of(
            "text",
            "thinking",
            "redacted_thinking",
            "server_tool_use",
            "web_search_tool_result",
            "web_fetch_tool_result",
            "code_execution_tool_result",
            "bash_code_execution_tool_result",
            "text_editor_code_execution_tool_result",
            "tool_search_tool_result",
            "compaction",
            "container_upload",
            "mcp_tool_use",
            "mcp_tool_result",
            "mcp_tool_listing");

    private static final Set<String> ITEMS = Set.of(
            "message",
            "reasoning",
            "compaction",
            "web_search_call",
            "file_search_call",
            "code_interpreter_call",
            "image_generation_call",
            "mcp_call",
            "mcp_list_tools",
            "mcp_approval_request",
            "tool_search_output");

    private AnswerParts() {}

    /// Of Anthropic's blocks.
    static boolean harmlessBlock(String type) {
        return BLOCKS.contains(type);
    }

    /// Of the items of a Responses answer.
    static boolean harmlessItem(String type) {
        return ITEMS.contains(type);
    }

    static ProposedCall block(JsonNode block, String input) {
        String name = Json.string(block, "name");
        String tool = name.isEmpty() ? Json.string(block, "type") : name;
        return new ProposedCall(Json.string(block, "id"), tool, input, false);
    }

    /// A call that is not a function is named by its type, and all of it are its arguments.
    static ProposedCall item(JsonNode item) {
        String id = Json.string(item, "call_id");
        String name = Json.string(item, "name");
        return switch (Json.string(item, "type")) {
            case "function_call" -> new ProposedCall(id, name, Json.string(item, "arguments"), false);
            case "custom_tool_call" -> new ProposedCall(id, name, Json.string(item, "input"), true);
            default -> new ProposedCall(id, Json.string(item, "type"), Json.plain(item), false);
        };
    }
}
