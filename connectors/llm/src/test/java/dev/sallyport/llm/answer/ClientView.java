package dev.sallyport.llm.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.llm.request.Api;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a careless client makes of a stream: it puts calls together as the SDKs do, takes what it can read, and checks
/// nothing. Written apart from the gateway's own reading.
final class ClientView {

    record Seen(String tool, String arguments) {}

    private static final ObjectMapper LENIENT = new ObjectMapper();

    private final List<Seen> calls = new ArrayList<>();
    private final Map<String, StringBuilder[]> chat = new TreeMap<>();
    private final Map<Integer, StringBuilder> inputs = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();

    static List<Seen> of(Api api, String stream) {
        ClientView view = new ClientView();
        for (String line : stream.split("\r\n|\n|\r", -1)) {
            if (!line.startsWith("data:")) continue;
            try {
                view.event(api, LENIENT.readTree(line.substring(5)));
            } catch (JsonProcessingException damaged) {
                // it shrugs
            }
        }
        view.chat.values().forEach(call -> view.calls.add(new Seen(call[0].toString(), call[1].toString())));
        view.inputs.forEach((index, input) -> view.calls.add(new Seen(view.names.get(index), input.toString())));
        return view.calls;
    }

    private void event(Api api, JsonNode event) {
        switch (api) {
            case CHAT -> event.path("choices").forEach(this::choice);
            case MESSAGES -> block(event);
            case RESPONSES -> item(event);
            case GEMINI, GEMINI_STREAM -> gemini(event);
            case COUNT_TOKENS, EMBEDDINGS, GEMINI_EMBED, GEMINI_COUNT, MODELS -> throw new AssertionError();
        }
    }

    private void choice(JsonNode choice) {
        for (JsonNode call : choice.path("delta").path("tool_calls")) {
            String key =
                    choice.path("index").asText() + "/" + call.path("index").asText();
            StringBuilder[] its =
                    chat.computeIfAbsent(key, _ -> new StringBuilder[] {new StringBuilder(), new StringBuilder()});
            its[0].append(call.path("function").path("name").asText(""));
            its[1].append(call.path("function").path("arguments").asText(""));
        }
    }

    private void block(JsonNode event) {
        int index = event.path("index").asInt(-1);
        JsonNode block = event.path("content_block");
        if (block.path("type").asText().equals("tool_use")) {
            names.put(index, block.path("name").asText());
            inputs.put(index, new StringBuilder());
        }
        String part = event.path("delta").path("partial_json").asText("");
        if (inputs.containsKey(index)) inputs.get(index).append(part);
    }

    private void gemini(JsonNode event) {
        for (JsonNode part : event.path("candidates").path(0).path("content").path("parts")) {
            JsonNode call = part.path("functionCall");
            if (call.isObject()) {
                calls.add(new Seen(call.path("name").asText(), call.path("args").toString()));
            }
        }
    }

    private void item(JsonNode event) {
        call(event.path("item"), event.path("type").asText().endsWith("done"));
        event.path("response").path("output").forEach(item -> call(item, true));
        if (event.path("type").asText().equals("response.function_call_arguments.done")) {
            calls.add(new Seen(
                    event.path("name").asText(), event.path("arguments").asText()));
        }
    }

    private void call(JsonNode item, boolean done) {
        if (!done || !item.path("type").asText().equals("function_call")) return;
        calls.add(new Seen(item.path("name").asText(), item.path("arguments").asText()));
    }
}
