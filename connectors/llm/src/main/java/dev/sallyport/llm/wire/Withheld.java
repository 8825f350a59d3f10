package dev.sallyport.llm.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.answer.Heard.Denied;
import dev.sallyport.llm.json.Json;
import java.util.List;

/// A provider that keeps its answers also keeps the calls that the agent never saw, and wants a result for each of them
/// before it goes on (`previous_response_id`). The gateway gives it: that the call was denied.
final class Withheld {

    private Withheld() {}

    /// @param body of a Responses request that was read
    /// @param denied calls that the request answers itself are left alone
    static byte[] answered(byte[] body, List<Denied> denied) {
        ObjectNode json = Json.object(body).orElseThrow();
        ArrayNode input = json.path("input") instanceof ArrayNode items ? items : asItems(json);
        boolean changed = false;
        for (Denied one : denied) {
            if (one.call().id().isEmpty() || answers(input, one.call().id())) continue;
            input.insert(0, output(one));
            changed = true;
        }
        if (!changed) return body;
        json.set("input", input);
        return Json.bytes(json);
    }

    private static ArrayNode asItems(ObjectNode json) {
        ArrayNode items = Json.object().putArray("input");
        if (Json.has(json, "input")) {
            items.addObject().put("role", "user").put("content", Json.string(json, "input"));
        }
        return items;
    }

    private static boolean answers(ArrayNode input, String callId) {
        for (JsonNode item : input) {
            boolean output = Json.string(item, "type").endsWith("_output");
            if (output && Json.string(item, "call_id").equals(callId)) return true;
        }
        return false;
    }

    private static ObjectNode output(Denied one) {
        String type = one.call().free() ? "custom_tool_call_output" : "function_call_output";
        return Json.object().put("type", type).put("call_id", one.call().id()).put("output", one.notice());
    }
}
