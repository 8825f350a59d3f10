package dev.sallyport.llm.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.llm.json.Json;
import java.util.List;
import java.util.Set;

/// OpenAI's chat completions (API reference, "Create chat completion").
final class ChatBody {

    private static final Set<String> FIELDS = Set.of(
            "model",
            "messages",
            "audio",
            "frequency_penalty",
            "function_call",
            "functions",
            "logit_bias",
            "logprobs",
            "max_completion_tokens",
            "max_tokens",
            "metadata",
            "modalities",
            "moderation",
            "n",
            "parallel_tool_calls",
            "prediction",
            "presence_penalty",
            "prompt_cache_key",
            "prompt_cache_options",
            "prompt_cache_retention",
            "reasoning_effort",
            "response_format",
            "safety_identifier",
            "seed",
            "service_tier",
            "stop",
            "store",
            "stream",
            "stream_options",
            "temperature",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "user",
            "verbosity",
            "web_search_options");

    private static final Set<String> MESSAGE = Set.of(
            "role",
            "content",
            "name",
            "tool_calls",
            "tool_call_id",
            "function_call",
            "refusal",
            "audio",
            "annotations",
            "parsed", // OpenAI's own helpers put it there, and agents send messages back as they got them
            "reasoning_content",
            "reasoning",
            "cache_control");

    private final Draft draft;

    private ChatBody(Draft draft) {
        this.draft = draft;
    }

    static ModelRequest read(JsonNode body, Draft draft) {
        draft.only(body, "", FIELDS);
        ChatBody chat = new ChatBody(draft);
        chat.messages(body.path("messages"));
        Tools.offered(body.path("tools"), "tools", draft);
        for (JsonNode function : body.path("functions")) {
            draft.offers(Json.string(function, "name"), Json.string(function, "description"));
        }
        if (Json.has(body, "web_search_options")) Tools.search(body.get("web_search_options"), draft);
        boolean usage = body.path("stream_options").path("include_usage").asBoolean();
        return draft.done(draft.flag("store"), List.of("max_tokens", "max_completion_tokens"), usage);
    }

    private void messages(JsonNode messages) {
        if (!messages.isArray()) draft.doubt("`messages` is no list");
        for (int i = 0; i < messages.size(); i++) message(messages.get(i), "messages[" + i + "]");
    }

    private void message(JsonNode message, String path) {
        draft.only(message, path, MESSAGE);
        String content = Parts.text(message.path("content"), path + ".content", draft);
        switch (Json.string(message, "role")) {
            case "system", "developer" -> draft.said("system", content, "system");
            case "user" -> draft.said("user", content, "user");
            case "assistant" -> assistant(message, content, path);
            case "tool" -> draft.answered(Json.string(message, "tool_call_id"), content);
            case "function" -> draft.answeredBy(Json.string(message, "name"), content);
            default -> draft.doubt("a role that is not known here: `" + path + ".role`");
        }
    }

    private void assistant(JsonNode message, String content, String path) {
        draft.said("assistant", content, "assistant");
        draft.said("assistant", Json.string(message, "refusal"), "assistant");
        if (Json.has(message, "parsed"))
            draft.said("assistant", RequestReader.text(message.get("parsed")), "assistant");
        if (Json.has(message, "audio")) draft.stored(path + ".audio.id", Json.string(message.get("audio"), "id"));
        if (Json.has(message, "function_call")) called("", message.get("function_call"));
        for (JsonNode call : message.path("tool_calls")) {
            called(Json.string(call, "id"), call.has("custom") ? call.get("custom") : call.path("function"));
        }
    }

    private void called(String id, JsonNode call) {
        JsonNode input = call.has("arguments") ? call.path("arguments") : call.path("input");
        draft.called(id, Json.string(call, "name"), RequestReader.text(input));
    }
}
