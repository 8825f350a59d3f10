package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import java.util.ArrayList;
import java.util.List;

/// One choice of a streamed chat completion. For one thread.
final class ChatChoice {

    private static final List<String> CALLING = List.of("tool_calls", "function_call");

    private final int index;
    private final ChatCalls calls = new ChatCalls();
    private final List<byte[]> raw = new ArrayList<>();
    private long bytes;
    private boolean introduced;
    private boolean finished;

    ChatChoice(int index) {
        this.index = index;
    }

    /// Whether a delta asks the client for something.
    boolean calling(JsonNode delta) {
        return !delta.path("tool_calls").isEmpty() || Json.has(delta, "function_call");
    }

    boolean holds() {
        return !calls.isEmpty();
    }

    boolean open() {
        return !finished;
    }

    long bytes() {
        return bytes;
    }

    Step passes(SseEvent event, JsonNode choice) throws BrokenAnswerException {
        introduced |= Json.has(choice.path("delta"), "role");
        finished |= Json.has(choice, "finish_reason");
        return Step.send(event.plain());
    }

    /// Keeps a delta with calls.
    ///
    /// @return the words that stood in it; where it is the last one, they stay in it
    List<byte[]> hold(ObjectNode json, ObjectNode choice, SseEvent event) throws BrokenAnswerException {
        JsonNode delta = choice.path("delta");
        calls.add(delta);
        boolean last = Json.has(choice, "finish_reason");
        boolean words = !Json.string(delta, "content").isEmpty();
        byte[] kept = words || last ? calling(json, choice) : event.plain();
        raw.add(kept);
        bytes += kept.length;
        return words && !last ? List.of(words(json, choice)) : List.of();
    }

    private byte[] calling(ObjectNode json, ObjectNode choice) {
        ObjectNode delta = Json.object();
        for (String field : CALLING)
            if (choice.path("delta").has(field))
                delta.set(field, choice.path("delta").get(field));
        return with(json, choice, delta);
    }

    private byte[] words(ObjectNode json, ObjectNode choice) {
        introduced |= Json.has(choice.path("delta"), "role");
        ObjectNode delta = choice.path("delta").deepCopy();
        return with(json, choice, delta.remove(CALLING));
    }

    private static byte[] with(ObjectNode json, ObjectNode choice, ObjectNode delta) {
        ObjectNode chunk = json.deepCopy().without("usage");
        ObjectNode other = choice.deepCopy();
        other.set("delta", delta);
        other.putNull("finish_reason");
        chunk.putArray("choices").add(other);
        return write(chunk);
    }

    List<ProposedCall> calls() throws BrokenAnswerException {
        return calls.whole();
    }

    /// The chunk that finishes it, without calls, which went another way.
    ObjectNode last(ObjectNode json, ObjectNode choice) {
        ObjectNode chunk = json.deepCopy();
        ObjectNode other = choice.deepCopy();
        if (other.path("delta") instanceof ObjectNode delta) delta.remove(CALLING);
        chunk.putArray("choices").add(other);
        return chunk;
    }

    ObjectNode end(ObjectNode frame, String reason) {
        ObjectNode chunk = frame.deepCopy();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        choice.putObject("delta");
        choice.put("finish_reason", reason);
        finished = true;
        return chunk;
    }

    /// @param last the chunk that finishes it
    List<byte[]> ruled(ObjectNode frame, List<ProposedCall> proposed, List<Ruling> rulings, ObjectNode last) {
        List<byte[]> sent = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        StringBuilder notices = new StringBuilder();
        for (int i = 0; i < rulings.size(); i++) {
            switch (rulings.get(i)) {
                case Ruling.Released _ -> kept.add(i);
                case Ruling.Blocked no ->
                    notices.append(notices.isEmpty() ? "" : "\n").append(no.notice(proposed.get(i)));
            }
        }
        if (!notices.isEmpty()) sent.add(says(frame, notices.toString()));
        if (notices.isEmpty() && calls.regular()) sent.addAll(raw);
        else if (!kept.isEmpty()) sent.add(delta(frame, calls.anew(kept)));
        if (kept.isEmpty()) ((ObjectNode) last.path("choices").get(0)).put("finish_reason", "stop");
        sent.add(write(last));
        forget();
        return sent;
    }

    private void forget() {
        finished = true;
        calls.clear();
        raw.clear();
        bytes = 0;
    }

    byte[] says(ObjectNode frame, String words) {
        return delta(frame, Json.object().put("content", words));
    }

    private byte[] delta(ObjectNode frame, ObjectNode delta) {
        if (!introduced) delta.put("role", "assistant");
        introduced = true;
        ObjectNode chunk = frame.deepCopy();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        choice.set("delta", delta);
        choice.putNull("finish_reason");
        return write(chunk);
    }

    static byte[] write(ObjectNode chunk) {
        return SseEvent.write("", Json.text(chunk));
    }
}
