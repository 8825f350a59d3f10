package dev.sallyport.mcp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.mcp.action.Asked;
import dev.sallyport.mcp.action.Methods;
import dev.sallyport.mcp.answer.Pending;
import dev.sallyport.mcp.answer.Replies;
import dev.sallyport.mcp.answer.Shown;
import dev.sallyport.mcp.rpc.CanonicalJson;
import dev.sallyport.mcp.rpc.RpcCode;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.target.ServerAsk;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What a server says on one stream or in one answer: each message is passed on, changed, or dropped.
/// On the exchange's
/// loop.
final class Talk {

    private static final int LONGEST_TURN = 64 * 1024;

    private final Desk desk;
    private final Inquiry inquiry;
    private final Exchange exchange;
    private final Consumer<RpcMessage.Failure> decline;
    private final Replies replies;
    private final Map<String, Pending> open = new LinkedHashMap<>();
    private long records;
    private boolean failed;
    private int declined;

    /// @param expected what is to be answered here
    /// @param decline tells the server that it does not get what it asks for
    Talk(Desk desk, Inquiry inquiry, Exchange exchange, List<Pending> expected, Consumer<RpcMessage.Failure> decline) {
        this.desk = desk;
        this.inquiry = inquiry;
        this.exchange = exchange;
        this.decline = decline;
        this.replies = new Replies(
                desk.settings(),
                inquiry.visit().visibility(),
                desk.narrowing(),
                desk.json(),
                desk.writer(),
                this::told);
        for (Pending each : expected) expect(each);
    }

    private void expect(Pending each) {
        open.put(CanonicalJson.text(each.id()), each);
        if (inquiry.session() != null) inquiry.session().waits(each);
    }

    /// @return what the agent gets to see of it; empty for nothing
    Optional<RpcMessage> pass(RpcMessage message) {
        return switch (message) {
            case RpcMessage.Notification notification -> notified(notification);
            case RpcMessage.Request request -> asked(request);
            case RpcMessage.Reply reply -> replied(reply);
        };
    }

    private Optional<RpcMessage> notified(RpcMessage.Notification notification) {
        if (!Methods.FROM_SERVER.contains(notification.method())) return Optional.empty();
        if (notification.method().equals(Methods.TOOLS_CHANGED)) inquiry.listed(false);
        if (notification.method().equals("notifications/message"))
            told("log", notification.params().path("data").toString());
        if (notification.method().equals("notifications/progress"))
            told("progress", notification.params().path("message").asText(""));
        return Optional.of(notification);
    }

    private Optional<RpcMessage> asked(RpcMessage.Request request) {
        Optional<Asked.What> what = what(request.method());
        if (what.isEmpty() || inquiry.session() == null || inquiry.modern()) {
            if (++declined <= 100)
                decline.accept(desk.writer().failure(request.id(), RpcCode.METHOD_NOT_FOUND, "not allowed here"));
            return Optional.empty();
        }
        inquiry.session().asks(request.id(), what.get());
        told(request.method(), request.params().toString());
        return Optional.of(request);
    }

    private Optional<Asked.What> what(String method) {
        if (method.equals("ping")) return Optional.of(Asked.What.Ping.PING);
        return ServerAsk.of(method).filter(desk.settings().mayAsk()::contains).map(Asked.What.Something::new);
    }

    private Optional<RpcMessage> replied(RpcMessage.Reply reply) {
        Optional<Pending> pending = expected(reply.id());
        if (pending.isEmpty()) return unasked(reply);
        Shown shown = replies.pass(reply, pending.get().after(records));
        records += shown.records();
        failed |= shown.failed();
        if (pending.get().method().equals(Methods.TOOLS_LIST)
                && shown.reply() instanceof RpcMessage.Result result
                && !result.result().has("nextCursor")) inquiry.listed(true);
        return Optional.of(shown.reply());
    }

    /// An error that could not be said to which request it belongs.
    private Optional<RpcMessage> unasked(RpcMessage.Reply reply) {
        if (!(reply instanceof RpcMessage.Failure failure) || !failure.id().isNull()) return Optional.empty();
        failed = true;
        told("error", failure.error().path("message").asText(""));
        return Optional.of(failure);
    }

    /// What this stream waits for, or what an earlier one of the same session did.
    private Optional<Pending> expected(JsonNode id) {
        Pending here = open.remove(CanonicalJson.text(id));
        Optional<Pending> before =
                inquiry.session() == null ? Optional.empty() : inquiry.session().answered(id);
        return here == null ? before : Optional.of(here);
    }

    private void told(String about, String text) {
        if (text.isEmpty()) return;
        String capped = text.length() <= LONGEST_TURN ? text : text.substring(0, LONGEST_TURN);
        exchange.observed(new Turn("tool", capped, desk.settings().name() + "/" + about, Tier.OBSERVED));
    }

    /// Whether everything that was asked is answered.
    boolean answered() {
        return open.isEmpty();
    }

    /// What was not answered, to be answered with an error: a reply that still comes answers nothing
    /// any more.
    List<Pending> giveUp() {
        List<Pending> left = List.copyOf(open.values());
        open.clear();
        McpSession session = inquiry.session();
        if (session != null) left.forEach(each -> session.answered(each.id()));
        return left;
    }

    Tally tally() {
        return new Tally(records, 0, List.of(), failed);
    }
}
