package dev.sallyport.llm.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.llm.json.Json;
import dev.sallyport.llm.json.Leaves;
import java.util.Set;

/// Google's Gemini (API reference, `models.generateContent`). Its servers also take names with underscores; here only
/// the documented ones are known, so that no field can be told in two ways.
final class GeminiBody {

    private static final Set<String> FIELDS = Set.of(
            "contents",
            "systemInstruction",
            "tools",
            "toolConfig",
            "safetySettings",
            "generationConfig",
            "cachedContent",
            "labels",
            "serviceTier");
    private static final Set<String> CONTENT = Set.of("role", "parts");
    private static final Set<String> PART = Set.of(
            "text",
            "thought",
            "thoughtSignature",
            "inlineData",
            "fileData",
            "functionCall",
            "functionResponse",
            "executableCode",
            "codeExecutionResult",
            "toolCall",
            "toolResponse",
            "videoMetadata",
            "mediaResolution",
            "partMetadata");
    private static final Set<String> CLIENT = Set.of("functionDeclarations", "computerUse");

    private final Draft draft;

    private GeminiBody(Draft draft) {
        this.draft = draft;
    }

    static ModelRequest read(JsonNode body, Draft draft) {
        draft.only(body, "", FIELDS);
        GeminiBody gemini = new GeminiBody(draft);
        gemini.content("system", body.path("systemInstruction"), "systemInstruction");
        JsonNode contents = body.path("contents");
        if (!contents.isArray()) draft.doubt("`contents` is no list");
        for (int i = 0; i < contents.size(); i++) gemini.turn(contents.get(i), "contents[" + i + "]");
        gemini.tools(body.path("tools"));
        if (Json.has(body, "cachedContent")) {
            draft.doubt("content kept by the provider, which cannot be seen from here: `cachedContent`");
        }
        return draft.done(body.path("generationConfig"));
    }

    private void turn(JsonNode content, String path) {
        String role = Json.string(content, "role");
        switch (role) {
            case "", "user", "function" -> content("user", content, path);
            case "model" -> content("assistant", content, path);
            default -> draft.doubt("a role that is not known here: `" + path + ".role`");
        }
    }

    private void content(String role, JsonNode content, String path) {
        if (content.isMissingNode() || content.isNull()) return;
        draft.only(content, path, CONTENT);
        JsonNode parts = content.path("parts");
        if (!parts.isArray()) draft.doubt("`" + path + ".parts` is no list");
        for (int i = 0; i < parts.size(); i++) part(role, parts.get(i), path + ".parts[" + i + "]");
    }

    private void part(String role, JsonNode part, String path) {
        draft.only(part, path, PART);
        if (!part.path("thought").asBoolean()) draft.said(role, Json.string(part, "text"), role);
        if (part.has("inlineData")) draft.medium();
        if (part.has("fileData")) draft.fetched(Json.string(part.get("fileData"), "fileUri"));
        if (part.has("functionCall")) called(part.get("functionCall"));
        if (part.has("functionResponse")) {
            JsonNode answer = part.get("functionResponse");
            draft.answeredBy(Json.string(answer, "name"), Json.plain(answer.path("response")));
        }
        for (String kind : new String[] {"executableCode", "codeExecutionResult", "toolCall", "toolResponse"}) {
            if (part.has(kind)) draft.answeredBy(kind, Json.plain(part.get(kind)));
        }
    }

    private void called(JsonNode call) {
        draft.called(Json.string(call, "id"), Json.string(call, "name"), Json.plain(call.path("args")));
    }

    private void tools(JsonNode tools) {
        if (!tools.isMissingNode() && !tools.isNull() && !tools.isArray()) draft.doubt("`tools` is no list");
        for (JsonNode tool : tools) tool.properties().forEach(kind -> tool(kind.getKey(), kind.getValue()));
    }

    private void tool(String kind, JsonNode tool) {
        if (kind.equals("mcpServers")) {
            for (JsonNode server : tool) Tools.remote(server.path("streamableHttpTransport"), draft);
        } else if (!CLIENT.contains(kind)) {
            draft.provider(new ProviderTool(kind, Leaves.of(tool, kind)));
        }
        for (JsonNode function : kind.equals("functionDeclarations") ? tool : Json.object()) {
            draft.offers(Json.string(function, "name"), Json.string(function, "description"));
        }
    }
}
