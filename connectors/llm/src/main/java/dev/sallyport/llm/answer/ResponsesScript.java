package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// OpenAI's Responses (API reference, "Streaming events"): items are added, filled and done; the last event repeats
/// the whole answer. An item that asks the client to do something is held from its start to its end. What the last
/// event says again must be what was judged; what it says for the first time is judged then.
final class ResponsesScript implements Script {

    private final Heard heard;
    private final ResponseItems items;
    private final Numbering numbering = new Numbering();
    private final List<SseEvent> behind = new ArrayList<>();
    private @Nullable HeldItem item;
    private long behindBytes;

    ResponsesScript(Heard heard) {
        this.heard = heard;
        this.items = new ResponseItems(heard);
    }

    @Override
    public Step next(SseEvent event) throws BrokenAnswerException {
        ObjectNode json = Events.json(event);
        String type = Json.string(json, "type");
        if (type.equals("error")) return passing(event, json);
        return item == null ? open(type, json, event) : held(item, type, json, event);
    }

    private Step open(String type, ObjectNode json, SseEvent event) throws BrokenAnswerException {
        return switch (type) {
            case "response.created", "response.in_progress", "response.queued" -> begins(json, event);
            case "response.completed", "response.incomplete", "response.failed" -> ends(json, event);
            case "response.output_item.added" -> adds(json, event);
            case "response.output_item.done" -> done(json, event);
            case "response.output_text.delta", "response.refusal.delta" -> says(json, event);
            default -> KnownEvents.harmless(type) ? passing(event, json) : Step.NOTHING;
        };
    }

    private Step begins(ObjectNode json, SseEvent event) throws BrokenAnswerException {
        if (!Shapes.list(Shapes.object(json, "response"), "output").isEmpty()) {
            throw new BrokenAnswerException("an answer that starts with items");
        }
        heard.named(Json.string(json.path("response"), "id"));
        return passing(event, json);
    }

    private Step says(ObjectNode json, SseEvent event) throws BrokenAnswerException {
        heard.said(Json.string(json, "delta"));
        return passing(event, json);
    }

    private Step adds(ObjectNode json, SseEvent event) throws BrokenAnswerException {
        heard.part();
        if (AnswerParts.harmlessItem(Json.string(Shapes.object(json, "item"), "type"))) return passing(event, json);
        item = new HeldItem(index(json), json, event);
        return Step.NOTHING;
    }

    private Step done(ObjectNode json, SseEvent event) throws BrokenAnswerException {
        heard.named(Json.string(Shapes.object(json, "item"), "id"));
        if (AnswerParts.harmlessItem(Json.string(json.path("item"), "type"))) return passing(event, json);
        return whole(new HeldItem(index(json), json, event), json.path("item"));
    }

    private Step held(HeldItem held, String type, ObjectNode json, SseEvent event) throws BrokenAnswerException {
        if (index(json) != held.index() || type.equals("response.output_item.added")) {
            behind.add(event);
            behindBytes += event.raw().length;
            return Step.NOTHING;
        }
        held.add(type, json, event);
        if (!type.equals("response.output_item.done")) return Step.NOTHING;
        item = null;
        return whole(held, Shapes.object(json, "item"));
    }

    private Step whole(HeldItem held, JsonNode done) throws BrokenAnswerException {
        held.mustEqual(done);
        heard.named(Json.string(done, "id"));
        ProposedCall call = AnswerParts.item(done);
        List<SseEvent> later = List.copyOf(behind);
        behind.clear();
        behindBytes = 0;
        return new Step.Ask(List.of(call), rulings -> ruled(held, done, call, rulings.getFirst()), later);
    }

    private List<byte[]> ruled(HeldItem held, JsonNode done, ProposedCall call, Ruling ruling) {
        items.ruled(done, call, ruling);
        return switch (ruling) {
            case Ruling.Released _ -> numbering.all(held.events());
            case Ruling.Blocked no -> numbering.instead(Message.events(held.index(), done, no.notice(call)));
        };
    }

    private Step ends(ObjectNode json, SseEvent event) throws BrokenAnswerException {
        JsonNode response = Shapes.object(json, "response");
        heard.used(response.path("usage"));
        heard.named(Json.string(response, "id"));
        List<JsonNode> unjudged = items.unjudged(Shapes.list(response, "output"));
        if (unjudged.isEmpty()) return last(json, event);
        List<ProposedCall> calls = unjudged.stream().map(AnswerParts::item).toList();
        return new Step.Ask(calls, rulings -> judged(unjudged, calls, rulings), List.of(event));
    }

    private List<byte[]> judged(List<JsonNode> unjudged, List<ProposedCall> calls, List<Ruling> rulings) {
        for (int i = 0; i < calls.size(); i++) items.ruled(unjudged.get(i), calls.get(i), rulings.get(i));
        return List.of();
    }

    private Step last(ObjectNode json, SseEvent event) throws BrokenAnswerException {
        if (!items.replace(json.path("response").path("output"))) return passing(event, json);
        return new Step.Send(numbering.instead(List.of(json)));
    }

    private Step passing(SseEvent event, ObjectNode json) throws BrokenAnswerException {
        return Step.send(numbering.of(event.plain(), json));
    }

    private static int index(JsonNode json) {
        return json.path("output_index").asInt(-1);
    }

    @Override
    public long held() {
        return behindBytes + (item == null ? 0 : item.bytes());
    }

    @Override
    public List<byte[]> cut(String notice) {
        return failed(notice);
    }

    @Override
    public List<byte[]> failed(String message) {
        ObjectNode event = Events.typed("response.failed");
        ObjectNode response = event.putObject("response");
        response.put("id", heard.ids().isEmpty() ? "resp_denied" : heard.ids().getFirst());
        response.put("object", "response").put("status", "failed").put("created_at", 0);
        response.putArray("output");
        response.putObject("error").put("code", "server_error").put("message", message);
        return numbering.instead(List.of(event));
    }
}
