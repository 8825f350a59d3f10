package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import java.util.ArrayList;
import java.util.List;

/// The tool calls of one choice, put together from their deltas. Where clients would put them together differently (a
/// call without an index, a name that comes in pieces), they are sent anew as one delta. For one thread.
final class ChatCalls {

    private static final int MOST = 128;

    private static final class Call {
        private String id = "";
        private String name = "";
        private boolean free;
        private boolean old;
        private final StringBuilder arguments = new StringBuilder();

        ProposedCall whole() {
            return new ProposedCall(id, name, arguments.toString(), free);
        }
    }

    private final List<Call> calls = new ArrayList<>();
    private boolean regular = true;

    boolean isEmpty() {
        return calls.isEmpty();
    }

    /// Whether every client would put them together alike.
    boolean regular() {
        return regular;
    }

    void clear() {
        calls.clear();
        regular = true;
    }

    void add(JsonNode delta) throws BrokenAnswerException {
        for (JsonNode part : Shapes.list(delta, "tool_calls")) add(call(part), part);
        if (!Shapes.object(delta, "function_call").isObject()) return;
        boolean first = calls.stream().noneMatch(call -> call.old);
        Call call =
                first ? begun() : calls.stream().filter(c -> c.old).findFirst().orElseThrow();
        call.old = true;
        fill(call, delta.path("function_call"));
    }

    private Call begun() throws BrokenAnswerException {
        if (calls.size() == MOST) throw new BrokenAnswerException("more than " + MOST + " tool calls");
        Call call = new Call();
        calls.add(call);
        return call;
    }

    /// The call that a delta goes on with. Indices are counted from 0 without a gap.
    private Call call(JsonNode part) throws BrokenAnswerException {
        int index = part.path("index").asInt(-1);
        if (index < 0) {
            regular = false;
            return calls.isEmpty() || Json.has(part, "id") ? begun() : calls.getLast();
        }
        if (index > calls.size()) throw new BrokenAnswerException("a tool call whose index leaves a gap");
        return index == calls.size() ? begun() : calls.get(index);
    }

    private void add(Call call, JsonNode part) throws BrokenAnswerException {
        String id = Json.string(part, "id");
        if (!id.isEmpty()) {
            boolean another = !call.id.isEmpty() && !call.id.equals(id);
            if (another) throw new BrokenAnswerException("a tool call with two ids");
            if (call.id.equals(id)) regular = false;
            call.id = id;
        }
        if (Json.has(part, "custom")) call.free = true;
        fill(call, part.has("custom") ? part.path("custom") : part.path("function"));
    }

    private void fill(Call call, JsonNode part) throws BrokenAnswerException {
        if (!part.isMissingNode()) Shapes.exact(part, "function");
        String name = Json.string(part, "name");
        if (!name.isEmpty() && !call.name.isEmpty()) {
            regular = false; // some clients put names together, some take the last one
            if (!call.name.equals(name)) throw new BrokenAnswerException("a tool call with two names");
        }
        if (!name.isEmpty()) call.name = name;
        JsonNode arguments = part.has("arguments") ? part.path("arguments") : part.path("input");
        if (arguments.isContainerNode()) {
            regular = false; // not the API's own way, but of some servers that copy it
            call.arguments.append(Json.plain(arguments));
        } else {
            call.arguments.append(arguments.asText(""));
        }
    }

    List<ProposedCall> whole() {
        return calls.stream().map(Call::whole).toList();
    }

    /// A delta with some of them, whole.
    ObjectNode anew(List<Integer> which) {
        ObjectNode delta = Json.object();
        ArrayNode list = Json.object().putArray("tool_calls");
        for (int i : which) {
            Call call = calls.get(i);
            if (call.old) delta.set("function_call", function(call));
            else list.add(tool(call, list.size()));
        }
        if (!list.isEmpty()) delta.set("tool_calls", list);
        return delta;
    }

    private static ObjectNode tool(Call call, int index) {
        ObjectNode tool = Json.object().put("index", index).put("id", call.id);
        tool.put("type", call.free ? "custom" : "function");
        if (call.free) tool.putObject("custom").put("name", call.name).put("input", call.arguments.toString());
        else tool.set("function", function(call));
        return tool;
    }

    private static ObjectNode function(Call call) {
        return Json.object().put("name", call.name).put("arguments", call.arguments.toString());
    }
}
