package dev.sallyport.llm.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.llm.json.Json;
import java.util.Set;

/// The items of a Responses request's `input`.
final class InputItems {

    private static final Set<String> MESSAGE = Set.of("type", "role", "content", "id", "status", "phase");

    private final Draft draft;

    private InputItems(Draft draft) {
        this.draft = draft;
    }

    static void read(JsonNode input, Draft draft) {
        if (!input.isArray()) draft.doubt("neither text nor items: `input`");
        InputItems items = new InputItems(draft);
        for (int i = 0; i < input.size(); i++) items.item(input.get(i), "input[" + i + "]");
    }

    private void item(JsonNode item, String path) {
        switch (item.has("type") ? Json.string(item, "type") : "message") {
            case "message" -> message(item, path);
            case "function_call" -> called(item, "arguments");
            case "custom_tool_call" -> called(item, "input");
            case "function_call_output", "custom_tool_call_output" -> answered(item, path);
            case "computer_call", "local_shell_call", "shell_call", "apply_patch_call" ->
                draft.called(Json.string(item, "call_id"), Json.string(item, "type"), Json.plain(item));
            case "computer_call_output", "local_shell_call_output", "shell_call_output", "apply_patch_call_output" ->
                output(item, path);
            case "web_search_call",
                    "file_search_call",
                    "code_interpreter_call",
                    "image_generation_call",
                    "mcp_call",
                    "mcp_list_tools",
                    "mcp_approval_request",
                    "mcp_approval_response",
                    "tool_search_call" -> draft.answeredBy(Json.string(item, "type"), Json.plain(item));
            case "reasoning", "compaction" -> {} // the model's own, sealed by the provider
            case "tool_search_output", "additional_tools" -> Tools.offered(item.path("tools"), path + ".tools", draft);
            case "item_reference" -> draft.refersTo(Json.string(item, "id"));
            default -> draft.doubt("an item that is not known here: `" + path + ".type`");
        }
    }

    private void message(JsonNode item, String path) {
        draft.only(item, path, MESSAGE);
        String text = Parts.text(item.path("content"), path + ".content", draft);
        switch (Json.string(item, "role")) {
            case "system", "developer" -> draft.said("system", text, "system");
            case "user" -> draft.said("user", text, "user");
            case "assistant" -> draft.said("assistant", text, "assistant");
            default -> draft.doubt("a role that is not known here: `" + path + ".role`");
        }
    }

    private void called(JsonNode item, String field) {
        draft.called(Json.string(item, "call_id"), Json.string(item, "name"), RequestReader.text(item.path(field)));
    }

    private void answered(JsonNode item, String path) {
        draft.answered(Json.string(item, "call_id"), Parts.text(item.path("output"), path + ".output", draft));
    }

    /// Of a tool whose answers have a form of their own, a picture of the screen among them.
    private void output(JsonNode item, String path) {
        if (Json.string(item, "type").startsWith("computer")) Parts.media(item.path("output"), path + ".output", draft);
        draft.answered(Json.string(item, "call_id"), RequestReader.text(item.path("output")));
    }
}
