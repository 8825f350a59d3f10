package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Anthropic's Messages (API reference, "Streaming messages"): blocks come one after the other, each with a start,
/// deltas and a stop. A block that asks the client to do something is held from its start to its stop, and whatever
/// is not known to be harmless counts as that.
final class MessagesScript implements Script {

    private static final Set<String> EVENTS = Set.of(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");

    private final Heard heard;
    private final List<SseEvent> behind = new ArrayList<>();
    private @Nullable HeldBlock block;
    private long behindBytes;
    private int open = -1;
    private String openType = "";
    private int blocks;
    private int released;
    private int blocked;

    MessagesScript(Heard heard) {
        this.heard = heard;
    }

    @Override
    public Step next(SseEvent event) throws BrokenAnswerException {
        ObjectNode json = Events.json(event);
        String type = Json.string(json, "type");
        if (type.equals("ping") || type.equals("error")) return Step.send(event.plain());
        if (!EVENTS.contains(type)) return Step.NOTHING; // clients are told to ignore what they do not know
        return block == null ? open(type, json, event) : held(block, type, json, event);
    }

    private Step open(String type, ObjectNode json, SseEvent event) throws BrokenAnswerException {
        return switch (type) {
            case "message_start" -> begins(Shapes.object(json, "message"), event);
            case "content_block_start" -> starts(json, event);
            case "content_block_delta" -> delta(json, event);
            case "content_block_stop" -> stops(json, event);
            case "message_delta" -> ends(json, event);
            default -> Step.send(event.plain());
        };
    }

    private Step begins(JsonNode message, SseEvent event) throws BrokenAnswerException {
        if (!message.path("content").isEmpty()) throw new BrokenAnswerException("a message that starts with content");
        heard.named(Json.string(message, "id"));
        heard.usedSoFar(message.path("usage"));
        return Step.send(event.plain());
    }

    private Step starts(ObjectNode json, SseEvent event) throws BrokenAnswerException {
        int index = json.path("index").asInt(-1);
        JsonNode content = Shapes.object(json, "content_block");
        if (!AnswerParts.harmlessBlock(Json.string(content, "type"))) {
            block = new HeldBlock(index, content, event);
            return Step.NOTHING;
        }
        if (open >= 0) throw new BrokenAnswerException("a block within a block");
        open = index;
        openType = Json.string(content, "type");
        blocks = Math.max(blocks, index + 1);
        heard.part();
        heard.said(Json.string(content, "text"));
        return Step.send(event.plain());
    }

    private Step delta(ObjectNode json, SseEvent event) throws BrokenAnswerException {
        mustBeOpen(json);
        JsonNode delta = Shapes.object(json, "delta");
        boolean input = Json.string(delta, "type").equals("input_json_delta");
        if (input && !openType.endsWith("_tool_use")) throw new BrokenAnswerException("input for what is no call");
        heard.said(Json.string(delta, "text"));
        return Step.send(event.plain());
    }

    private Step stops(ObjectNode json, SseEvent event) throws BrokenAnswerException {
        mustBeOpen(json);
        open = -1;
        return Step.send(event.plain());
    }

    private void mustBeOpen(ObjectNode json) throws BrokenAnswerException {
        if (open < 0 || json.path("index").asInt(-1) != open) {
            throw new BrokenAnswerException("a part of a block that is not open");
        }
    }

    private Step held(HeldBlock held, String type, ObjectNode json, SseEvent event) throws BrokenAnswerException {
        boolean its = type.startsWith("content_block_") && json.path("index").asInt(-1) == held.index();
        if (!its || type.equals("content_block_start")) {
            behind.add(event);
            behindBytes += event.raw().length;
            return Step.NOTHING;
        }
        held.add(type, json, event);
        if (!type.equals("content_block_stop")) return Step.NOTHING;
        block = null;
        ProposedCall call = held.call();
        List<SseEvent> later = List.copyOf(behind);
        behind.clear();
        behindBytes = 0;
        return new Step.Ask(List.of(call), rulings -> ruled(held, call, rulings.getFirst()), later);
    }

    private List<byte[]> ruled(HeldBlock held, ProposedCall call, Ruling ruling) {
        heard.ruled(call, ruling);
        blocks = Math.max(blocks, held.index() + 1);
        return switch (ruling) {
            case Ruling.Released _ -> {
                released++;
                yield held.plain();
            }
            case Ruling.Blocked no -> {
                blocked++;
                yield text(held.index(), no.notice(call));
            }
        };
    }

    /// When nothing is left of what the client was to do, the answer is at its end.
    private Step ends(ObjectNode json, SseEvent event) throws BrokenAnswerException {
        heard.used(json.path("usage"));
        boolean acts = Json.string(json.path("delta"), "stop_reason").equals("tool_use");
        if (!acts || blocked == 0 || released > 0) return Step.send(event.plain());
        ((ObjectNode) json.path("delta")).put("stop_reason", "end_turn");
        return Step.send(Events.write(json));
    }

    @Override
    public long held() {
        return behindBytes + (block == null ? 0 : block.bytes());
    }

    @Override
    public List<byte[]> cut(String notice) {
        List<byte[]> last = new ArrayList<>();
        if (open >= 0) last.add(Events.write(Events.typed("content_block_stop").put("index", open)));
        last.addAll(text(blocks, notice));
        ObjectNode end = Events.typed("message_delta");
        end.putObject("delta").put("stop_reason", "refusal").putNull("stop_sequence");
        end.putObject("usage").put("output_tokens", Math.max(0, heard.usage().output()));
        last.add(Events.write(end));
        last.add(Events.write(Events.typed("message_stop")));
        return last;
    }

    @Override
    public List<byte[]> failed(String message) {
        ObjectNode error = Events.typed("error");
        error.putObject("error").put("type", "api_error").put("message", message);
        return List.of(Events.write(error));
    }

    private static List<byte[]> text(int index, String words) {
        ObjectNode start = Events.typed("content_block_start").put("index", index);
        start.putObject("content_block").put("type", "text").put("text", "");
        ObjectNode delta = Events.typed("content_block_delta").put("index", index);
        delta.putObject("delta").put("type", "text_delta").put("text", words);
        ObjectNode stop = Events.typed("content_block_stop").put("index", index);
        return List.of(Events.write(start), Events.write(delta), Events.write(stop));
    }
}
