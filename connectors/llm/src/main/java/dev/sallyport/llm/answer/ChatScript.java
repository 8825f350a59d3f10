package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// OpenAI's chat completions (API reference, "Streaming"): chunks with a delta for each choice. The deltas of calls
/// may be mixed, so the calls of a choice are whole only when the choice is finished: they are held until then, while
/// its words pass.
final class ChatScript implements Script {

    private static final String DONE = "[DONE]";

    private final Heard heard;
    private final boolean usageAsked;
    private final Map<Integer, ChatChoice> choices = new TreeMap<>();
    private ObjectNode frame = Json.object();

    /// @param usageAsked false when the client did not ask for the event that tells the tokens: it does not get it
    ChatScript(Heard heard, boolean usageAsked) {
        this.heard = heard;
        this.usageAsked = usageAsked;
    }

    @Override
    public Step next(SseEvent event) throws BrokenAnswerException {
        if (event.data().equals(DONE)) return done(event);
        ObjectNode json = Events.object(event);
        Shapes.exact(json, "event");
        if (Json.has(json, "error")) return Step.send(event.plain());
        heard.used(json.path("usage"));
        JsonNode list = Shapes.list(json, "choices");
        if (list.isEmpty()) return usageAsked || !Json.has(json, "usage") ? Step.send(event.plain()) : Step.NOTHING;
        if (list.size() > 1) return split(json, list);
        if (frame.isEmpty()) frame = json.deepCopy().without(List.of("choices", "usage"));
        return chunk(json, list.get(0), event);
    }

    /// One chunk for each choice: nobody minds, and they can go different ways.
    private Step split(ObjectNode json, JsonNode list) {
        List<SseEvent> single = new ArrayList<>();
        for (JsonNode choice : list) {
            ObjectNode one = json.deepCopy();
            one.putArray("choices").add(choice);
            String text = Json.text(one);
            single.add(new SseEvent("", text, true, SseEvent.write("", text)));
        }
        return new Step.Ask(List.of(), _ -> List.of(), single);
    }

    private Step chunk(ObjectNode json, JsonNode node, SseEvent event) throws BrokenAnswerException {
        if (!(node instanceof ObjectNode choice) || choice.has("message")) {
            throw new BrokenAnswerException("a chunk that is none");
        }
        ChatChoice its = choices.computeIfAbsent(choice.path("index").asInt(0), ChatChoice::new);
        JsonNode delta = Shapes.object(choice, "delta");
        heard.said(Json.string(delta, "content"));
        boolean finishes = Json.has(choice, "finish_reason");
        if (its.calling(delta)) {
            // a client would put it to a call that was judged without it
            if (!its.open()) throw new BrokenAnswerException("a tool call behind the end of its choice");
            List<byte[]> words = its.hold(json, choice, event);
            if (!finishes) return new Step.Send(words);
        }
        return finishes && its.holds() ? ask(its, json, choice) : its.passes(event, choice);
    }

    private Step ask(ChatChoice its, ObjectNode json, ObjectNode choice) throws BrokenAnswerException {
        List<ProposedCall> calls = its.calls();
        return new Step.Ask(calls, rulings -> ruled(its, calls, rulings, its.last(json, choice)), List.of());
    }

    private List<byte[]> ruled(ChatChoice its, List<ProposedCall> calls, List<Ruling> rulings, ObjectNode last) {
        for (int i = 0; i < calls.size(); i++) heard.ruled(calls.get(i), rulings.get(i));
        return its.ruled(frame, calls, rulings, last);
    }

    /// Calls of a choice that never finished are judged here: some servers tell no reason.
    private Step done(SseEvent event) throws BrokenAnswerException {
        for (ChatChoice its : choices.values()) {
            if (!its.holds()) continue;
            List<ProposedCall> calls = its.calls();
            ObjectNode last = its.end(frame, "tool_calls");
            return new Step.Ask(calls, rulings -> ruled(its, calls, rulings, last), List.of(event));
        }
        return Step.send(event.plain());
    }

    @Override
    public long held() {
        long bytes = 0;
        for (ChatChoice choice : choices.values()) bytes += choice.bytes();
        return bytes;
    }

    @Override
    public List<byte[]> cut(String notice) {
        if (choices.isEmpty()) choices.put(0, new ChatChoice(0));
        List<byte[]> last = new ArrayList<>();
        for (ChatChoice choice : choices.values()) {
            if (!choice.open()) continue;
            last.add(choice.says(frame, notice));
            last.add(ChatChoice.write(choice.end(frame, "content_filter")));
        }
        last.add(SseEvent.write("", DONE));
        return last;
    }

    @Override
    public List<byte[]> failed(String message) {
        ObjectNode json = Json.object();
        json.putObject("error")
                .put("message", message)
                .put("type", "server_error")
                .put("code", "broken_answer")
                .putNull("param");
        return List.of(SseEvent.write("", Json.text(json)));
    }
}
