package dev.sallyport.llm.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.llm.json.Json;
import java.util.List;
import java.util.Set;

/// Anthropic's Messages (API reference, "Create a Message") with what its beta features add.
final class MessagesBody {

    private static final Set<String> FIELDS = Set.of(
            "model",
            "messages",
            "max_tokens",
            "cache_control",
            "container",
            "context_management",
            "diagnostics",
            "inference_geo",
            "mcp_servers",
            "metadata",
            "output_config",
            "output_format",
            "service_tier",
            "speed",
            "stop_sequences",
            "stream",
            "system",
            "temperature",
            "thinking",
            "thread",
            "tool_choice",
            "tools",
            "top_k",
            "top_p");

    private static final Set<String> MESSAGE = Set.of("role", "content");

    private MessagesBody() {}

    static ModelRequest read(JsonNode body, Draft draft) {
        draft.only(body, "", FIELDS);
        draft.said("system", Blocks.text(body.path("system"), "system", draft), "system");
        messages(body.path("messages"), draft);
        Tools.offered(body.path("tools"), "tools", draft);
        for (JsonNode server : body.path("mcp_servers")) Tools.remote(server, draft);
        if (Json.has(body, "container")) {
            draft.doubt("a container kept by the provider, which cannot be seen from here: `container`");
        }
        if (Json.has(body, "thread")) {
            draft.doubt("a conversation kept by the provider, which cannot be seen from here: `thread`");
            draft.threaded();
        }
        return draft.done(false, List.of("max_tokens"), true);
    }

    private static void messages(JsonNode messages, Draft draft) {
        if (!messages.isArray()) draft.doubt("`messages` is no list");
        for (int i = 0; i < messages.size(); i++) message(messages.get(i), "messages[" + i + "]", draft);
    }

    private static void message(JsonNode message, String path, Draft draft) {
        draft.only(message, path, MESSAGE);
        String role = Json.string(message, "role");
        switch (role) {
            case "user", "assistant", "system" ->
                new Blocks(role, draft).read(message.path("content"), path + ".content");
            default -> draft.doubt("a role that is not known here: `" + path + ".role`");
        }
    }
}
