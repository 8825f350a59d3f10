package dev.sallyport.llm.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.llm.json.Json;
import java.util.Set;

/// The content of a message of OpenAI's APIs: a string or a list of parts.
final class Parts {

    private static final Set<String> FIELDS = Set.of(
            "type",
            "text",
            "image_url",
            "input_audio",
            "file",
            "refusal",
            "detail",
            "file_id",
            "file_url",
            "file_data",
            "filename",
            "annotations",
            "logprobs",
            "cache_control",
            "prompt_cache_breakpoint");

    private Parts() {}

    /// The words of it; what is no word is told to the draft.
    static String text(JsonNode content, String path, Draft draft) {
        if (content.isTextual()) return content.textValue();
        if (content.isNull() || content.isMissingNode()) return "";
        if (!content.isArray()) draft.doubt("neither text nor parts: `" + path + "`");
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < content.size(); i++) part(content.get(i), path + "[" + i + "]", draft, words);
        return words.toString();
    }

    private static void part(JsonNode part, String path, Draft draft, StringBuilder words) {
        draft.only(part, path, FIELDS);
        switch (Json.string(part, "type")) {
            case "text", "input_text", "output_text" -> append(words, Json.string(part, "text"));
            case "refusal" -> append(words, Json.string(part, "refusal"));
            case "image_url", "input_image", "input_file", "file", "computer_screenshot" -> media(part, path, draft);
            case "input_audio" -> draft.medium();
            default -> draft.doubt("a part that is not known here: `" + path + ".type`");
        }
    }

    private static void append(StringBuilder words, String text) {
        if (!words.isEmpty() && !text.isEmpty()) words.append('\n');
        words.append(text);
    }

    /// Wherever in it an address or an id of a stored file stands.
    static void media(JsonNode node, String path, Draft draft) {
        boolean[] found = new boolean[1];
        media(node, path, draft, found);
        if (!found[0]) draft.medium();
    }

    private static void media(JsonNode node, String path, Draft draft, boolean[] found) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) media(node.get(i), path + "[" + i + "]", draft, found);
        }
        node.properties().forEach(field -> {
            String at = path + "." + field.getKey();
            JsonNode value = field.getValue();
            if (value.isTextual() && addressed(field.getKey())) {
                found[0] = true;
                draft.fetched(value.textValue());
            } else if (field.getKey().equals("file_id") && !value.isNull()) {
                found[0] = true;
                draft.stored(at, RequestReader.text(value));
            } else {
                media(value, at, draft, found);
            }
        });
    }

    private static boolean addressed(String field) {
        return field.equals("image_url") || field.equals("file_url") || field.equals("url");
    }
}
