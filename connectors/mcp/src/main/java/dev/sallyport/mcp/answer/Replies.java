package dev.sallyport.mcp.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mcp.action.Methods;
import dev.sallyport.mcp.action.Narrowing;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.rpc.RpcCode;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.rpc.RpcWriter;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.mcp.target.ServerAsk;
import java.util.Iterator;
import java.util.Optional;

/// What becomes of a server's reply on its way to an agent. Pure but for what it tells.
public final class Replies {

    private static final int LONGEST_ERROR = 4096;

    private final McpTargetSettings target;
    private final Visibility visibility;
    private final Narrowing narrowing;
    private final Json json;
    private final RpcWriter writer;
    private final Told told;
    private final Records records;

    public Replies(
            McpTargetSettings target,
            Visibility visibility,
            Narrowing narrowing,
            Json json,
            RpcWriter writer,
            Told told) {
        this.target = target;
        this.visibility = visibility;
        this.narrowing = narrowing;
        this.json = json;
        this.writer = writer;
        this.told = told;
        this.records = new Records(json);
    }

    public Shown pass(RpcMessage.Reply reply, Pending pending) {
        return switch (reply) {
            case RpcMessage.Failure failure -> failed(failure, pending);
            case RpcMessage.Result result -> result(result.result(), pending);
        };
    }

    /// An error's text is the server's too; its data is structured, and counted where it is a list.
    private Shown failed(RpcMessage.Failure failure, Pending pending) {
        long shows = pending.counted() ? records.ofError(failure.error()) : 0;
        if (shows > pending.records()) return tooMany(shows, pending);
        told.said(pending.about(), failure.error().path("message").asText(""));
        ObjectNode error = pending.masked().isEmpty() ? shortened(failure.error()) : bare(failure.error(), true);
        return new Shown(new RpcMessage.Failure(pending.id(), error), shows, true);
    }

    /// An error that could not be said to which request it belongs, and so to which limit: nothing
    /// but its words.
    ///
    /// @param masked whether any request that waits has masks
    public RpcMessage.Failure unasked(RpcMessage.Failure failure, boolean masked) {
        return new RpcMessage.Failure(failure.id(), shortened(bare(failure.error(), masked)));
    }

    private ObjectNode bare(ObjectNode error, boolean masked) {
        ObjectNode bare = json.object();
        bare.set("code", error.path("code"));
        return bare.put(
                "message", masked ? Masking.WITHHELD : error.path("message").asText(""));
    }

    private static ObjectNode shortened(ObjectNode given) {
        ObjectNode error = given.deepCopy();
        String message = error.path("message").asText("");
        return message.length() > LONGEST_ERROR ? error.put("message", message.substring(0, LONGEST_ERROR)) : error;
    }

    private Shown result(JsonNode result, Pending pending) {
        if (!(result instanceof ObjectNode given)) return refused(pending, "the server's result is no object");
        ObjectNode object = given.deepCopy();
        return switch (pending.method()) {
            case Methods.INITIALIZE -> handshake(object, pending);
            case Methods.DISCOVER -> discovery(object, pending);
            case Methods.TOOLS_LIST, Methods.PROMPTS_LIST, Methods.RESOURCES_LIST, Methods.TEMPLATES_LIST -> {
                visibility.narrow(object);
                told.said(pending.method(), Content.descriptions(object));
                yield shown(pending, object, 0);
            }
            default -> content(object, pending);
        };
    }

    private Shown handshake(ObjectNode result, Pending pending) {
        if (!narrowing.spoken(result.path("protocolVersion")))
            return refused(pending, "the server speaks a revision that targets." + target.name() + " does not allow");
        told.said(pending.about(), result.path("instructions").asText(""));
        return shown(pending, narrowing.towardsClient(result), 0);
    }

    private Shown discovery(ObjectNode result, Pending pending) {
        if (result.get("supportedVersions") instanceof ArrayNode versions) {
            for (Iterator<JsonNode> each = versions.iterator(); each.hasNext(); )
                if (!target.revisions().contains(each.next().asText(""))) each.remove();
        }
        told.said(pending.about(), result.path("instructions").asText(""));
        return shown(pending, narrowing.towardsClient(result), 0);
    }

    private Shown content(ObjectNode result, Pending pending) {
        Optional<String> asks = forbidden(result);
        if (asks.isPresent()) return refused(pending, asks.get());
        long shows = pending.counted() ? records.in(result) : 0;
        if (shows > pending.records()) return tooMany(shows, pending);
        ObjectNode shown = pending.masked().isEmpty()
                ? result
                : new Masking(pending.masked(), pending.about(), json).result(result);
        Content.tell(shown, json, text -> told.said(pending.about(), text));
        boolean failed = shown.path("isError").asBoolean(false);
        return new Shown(new RpcMessage.Result(pending.id(), shown), shows, failed);
    }

    /// Multi round-trip requests (2026-07-28): what a server asks for instead of answering.
    private Optional<String> forbidden(ObjectNode result) {
        for (JsonNode request : result.path("inputRequests")) {
            String method = request.path("method").asText("");
            boolean allowed =
                    ServerAsk.of(method).filter(target.mayAsk()::contains).isPresent();
            if (!allowed) return Optional.of("the server asks for something that it may not ask for");
            told.said(method, request.path("params").toString());
        }
        return Optional.empty();
    }

    private static Shown shown(Pending pending, JsonNode result, long records) {
        return new Shown(new RpcMessage.Result(pending.id(), result), records, false);
    }

    private Shown tooMany(long shows, Pending pending) {
        return denied(
                pending,
                "the answer holds " + shows + " records, more than the " + pending.records()
                        + " that are allowed here");
    }

    private Shown denied(Pending pending, String reason) {
        return new Shown(writer.denial(pending.id(), pending.rule() + ".atMost", reason, pending.requestId()), 0, true);
    }

    private Shown refused(Pending pending, String reason) {
        return new Shown(writer.failure(pending.id(), RpcCode.INTERNAL_ERROR, reason), 0, true);
    }
}
