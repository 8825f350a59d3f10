package dev.sallyport.llm.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.llm.json.Json;
import java.util.List;
import java.util.Set;

/// OpenAI's Responses (API reference, "Create a model response").
final class ResponsesBody {

    private static final Set<String> FIELDS = Set.of(
            "model",
            "input",
            "instructions",
            "background",
            "context_management",
            "conversation",
            "include",
            "max_output_tokens",
            "max_tool_calls",
            "metadata",
            "moderation",
            "parallel_tool_calls",
            "previous_response_id",
            "prompt",
            "prompt_cache_key",
            "prompt_cache_options",
            "prompt_cache_retention",
            "reasoning",
            "safety_identifier",
            "service_tier",
            "store",
            "stream",
            "stream_options",
            "temperature",
            "text",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "truncation",
            "user");

    private ResponsesBody() {}

    static ModelRequest read(JsonNode body, Draft draft) {
        draft.only(body, "", FIELDS);
        elsewhere(body, draft);
        draft.said("system", Json.string(body, "instructions"), "system");
        JsonNode input = body.path("input");
        if (input.isTextual()) draft.said("user", input.textValue(), "user");
        else InputItems.read(input, draft);
        Tools.offered(body.path("tools"), "tools", draft);
        boolean storing = !body.has("store") || draft.flag("store");
        return draft.done(storing, List.of("max_output_tokens"), true);
    }

    /// What the provider puts into the conversation from where nobody here can see.
    private static void elsewhere(JsonNode body, Draft draft) {
        if (Json.has(body, "previous_response_id")) {
            draft.refersTo(RequestReader.text(body.get("previous_response_id")));
        }
        if (Json.has(body, "conversation")) {
            draft.doubt("a conversation kept by the provider, which cannot be seen from here: `conversation`");
        }
        if (Json.has(body, "prompt")) {
            draft.doubt("a prompt kept by the provider, which cannot be seen from here: `prompt`");
        }
        if (draft.flag("background")) {
            draft.doubt("an answer that is fetched later, past the judgement of its tool calls: `background`");
        }
    }
}
