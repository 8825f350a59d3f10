package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Set;

/// What the places of an answer look like where calls can stand. A client that is lenient about shapes
/// or about the case of names (Go's `encoding/json` takes `Tool_Calls` for `tool_calls`) must not find
/// a call where none was looked for.
final class Shapes {

    private static final Set<String> NAMES = Set.of(
            "args",
            "arguments",
            "candidates",
            "call_id",
            "choices",
            "content",
            "content_block",
            "delta",
            "finish_reason",
            "function",
            "function_call",
            "functionCall",
            "id",
            "index",
            "input",
            "item",
            "message",
            "name",
            "output",
            "output_index",
            "partial_json",
            "parts",
            "response",
            "tool_calls",
            "type");

    private Shapes() {}

    /// A list of objects, or nothing.
    static JsonNode list(JsonNode parent, String field) throws BrokenAnswerException {
        JsonNode list = parent.path(field);
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) throw wrong(field);
        for (JsonNode element : list) exact(element, field);
        return list;
    }

    /// An object, or nothing.
    static JsonNode object(JsonNode parent, String field) throws BrokenAnswerException {
        JsonNode object = parent.path(field);
        if (!object.isMissingNode() && !object.isNull()) exact(object, field);
        return object;
    }

    /// An object whose names are not almost one that matters.
    static void exact(JsonNode object, String place) throws BrokenAnswerException {
        if (!object.isObject()) throw wrong(place);
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!NAMES.contains(name) && NAMES.stream().anyMatch(name::equalsIgnoreCase)) throw wrong(place);
        }
    }

    private static BrokenAnswerException wrong(String place) {
        return new BrokenAnswerException("`" + place + "` has another shape than its API says");
    }
}
