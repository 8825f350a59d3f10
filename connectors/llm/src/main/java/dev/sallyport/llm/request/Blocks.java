package dev.sallyport.llm.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import java.util.Set;

/// The content of one of Anthropic's messages: a string or a list of blocks.
final class Blocks {

    private static final Set<String> OF_THE_API = Set.of("type", "cache_control");
    private static final Set<String> SUMMARY =
            Set.of("type", "content", "cache_control", "encrypted_content", "signature", "tool_changes");

    private final String role;
    private final Draft draft;

    Blocks(String role, Draft draft) {
        this.role = role;
        this.draft = draft;
    }

    void read(JsonNode content, String path) {
        if (content.isTextual()) {
            draft.said(role, content.textValue(), role);
            return;
        }
        if (!content.isArray()) draft.doubt("neither text nor blocks: `" + path + "`");
        for (int i = 0; i < content.size(); i++) block(content.get(i), path + "[" + i + "]");
    }

    private void block(JsonNode block, String path) {
        String type = Json.string(block, "type");
        switch (type) {
            case "text" -> draft.said(role, Json.string(block, "text"), role);
            case "image" -> source(block.path("source"), path + ".source", draft);
            case "document", "search_result" -> answered(type, block, path);
            case "thinking", "redacted_thinking" -> {} // the model's own, signed by the provider
            case "compaction" -> summary(block, path);
            case "tool_use" -> called(block);
            case "tool_result" ->
                draft.answered(
                        Json.string(block, "tool_use_id"), text(block.path("content"), path + ".content", draft));
            case "server_tool_use", "mcp_tool_use" -> called(block);
            case "web_search_tool_result",
                    "web_fetch_tool_result",
                    "code_execution_tool_result",
                    "bash_code_execution_tool_result",
                    "text_editor_code_execution_tool_result",
                    "tool_search_tool_result",
                    "mcp_tool_result" ->
                draft.answered(Json.string(block, "tool_use_id"), Json.plain(block.path("content")));
            default -> draft.doubt("a block that is not known here: `" + path + ".type`");
        }
    }

    /// What the provider made of the conversation before. Tools that it brings with it nobody here has seen.
    private void summary(JsonNode block, String path) {
        draft.only(block, path, SUMMARY);
        JsonNode content = block.path("content");
        if (Json.has(block, "content") && !content.isTextual()) draft.doubt("no text: `" + path + ".content`");
        draft.said(role, content.asText(""), role);
        JsonNode tools = block.path("tool_changes");
        if (Json.has(block, "tool_changes") && !(tools.isArray() && tools.isEmpty())) {
            draft.doubt("tools that a summary brings with it, which are not judged: `" + path + ".tool_changes`");
        }
    }

    private void called(JsonNode block) {
        draft.called(Json.string(block, "id"), Json.string(block, "name"), Json.plain(block.path("input")));
    }

    /// A document that the agent puts in is content, not what the user says.
    private void answered(String type, JsonNode block, String path) {
        draft.answeredBy(type, one(block, path, draft));
    }

    /// The words of a tool's answer, of a system prompt or of a document.
    static String text(JsonNode content, String path, Draft draft) {
        if (content.isTextual()) return content.textValue();
        if (content.isMissingNode() || content.isNull()) return "";
        if (!content.isArray()) draft.doubt("neither text nor blocks: `" + path + "`");
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < content.size(); i++) {
            String next = one(content.get(i), path + "[" + i + "]", draft);
            if (!words.isEmpty() && !next.isEmpty()) words.append('\n');
            words.append(next);
        }
        return words.toString();
    }

    private static String one(JsonNode block, String path, Draft draft) {
        return switch (Json.string(block, "type")) {
            case "text" -> Json.string(block, "text");
            case "image" -> source(block.path("source"), path + ".source", draft);
            case "document" ->
                Json.string(block, "title") + "\n" + Json.string(block, "context") + "\n"
                        + source(block.path("source"), path + ".source", draft);
            case "search_result" ->
                Json.string(block, "title") + "\n" + text(block.path("content"), path + ".content", draft);
            case "tool_reference" -> Json.string(block, "tool_name");
            case "browser_state" -> Json.plain(((ObjectNode) block.deepCopy()).without(OF_THE_API));
            default -> {
                draft.doubt("a block that is not known here: `" + path + ".type`");
                yield "";
            }
        };
    }

    private static String source(JsonNode source, String path, Draft draft) {
        switch (Json.string(source, "type")) {
            case "base64" -> draft.medium();
            case "url" -> draft.fetched(Json.string(source, "url"));
            case "file" -> draft.stored(path + ".file_id", Json.string(source, "file_id"));
            case "text" -> {
                return Json.string(source, "data");
            }
            case "content" -> {
                return text(source.path("content"), path + ".content", draft);
            }
            default -> draft.doubt("a source that is not known here: `" + path + ".type`");
        }
        return "";
    }
}
