package dev.sallyport.mcp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.mcp.action.Asked;
import dev.sallyport.mcp.action.Methods;
import dev.sallyport.mcp.answer.Asides;
import dev.sallyport.mcp.answer.Pending;
import dev.sallyport.mcp.answer.Replies;
import dev.sallyport.mcp.answer.Shown;
import dev.sallyport.mcp.answer.Told;
import dev.sallyport.mcp.rpc.CanonicalJson;
import dev.sallyport.mcp.rpc.RpcCode;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.target.ServerAsk;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a server says on one stream or in one answer: each message is passed on, changed, or dropped.
/// On the exchange's loop.
final class Talk {

    private static final int LONGEST_TURN = 64 * 1024;

    private final Desk desk;
    private final Inquiry inquiry;
    private final Exchange exchange;
    private final Consumer<RpcMessage.Failure> decline;
    private final Replies replies;
    private final long done;

    /// What a server said, to be told on the loop.
    private record Telling(String about, String text) {}

    /// A large reply as the agent gets to see it.
    private record Looked(Shown shown, List<Telling> told) {}

    private final Map<String, Pending> open = new LinkedHashMap<>();
    private long records;
    private boolean failed;
    private int declined;

    /// @param expected what is to be answered here
    /// @param decline tells the server that it does not get what it asks for
    Talk(Desk desk, Inquiry inquiry, Exchange exchange, Expected expected, Consumer<RpcMessage.Failure> decline) {
        this.desk = desk;
        this.inquiry = inquiry;
        this.exchange = exchange;
        this.decline = decline;
        this.replies = replies(this::told);
        this.done = expected.done();
        for (Pending each : expected.pending()) expect(each);
    }

    private Replies replies(Told told) {
        return new Replies(
                desk.settings(), inquiry.visit().visibility(), desk.narrowing(), desk.json(), desk.writer(), told);
    }

    private void expect(Pending each) {
        open.put(CanonicalJson.text(each.id()), each);
        if (inquiry.session() != null) inquiry.session().waits(each);
    }

    /// @param large whether to work on it takes longer than the loop can wait
    /// @param then gets what the agent gets to see
    void pass(List<RpcMessage> messages, boolean large, Consumer<List<RpcMessage>> then) {
        pass(messages.iterator(), large, new ArrayList<>(), then);
    }

    /// One after the other: what the first shows counts for the second.
    private void pass(
            Iterator<RpcMessage> rest, boolean large, List<RpcMessage> passed, Consumer<List<RpcMessage>> then) {
        while (rest.hasNext()) {
            RpcMessage next = rest.next();
            Pending pending = large && next instanceof RpcMessage.Reply reply ? waiting(reply) : null;
            if (pending != null && next instanceof RpcMessage.Reply reply) {
                aside(() -> looked(reply, pending), looked -> {
                    looked.told().forEach(each -> told(each.about(), each.text()));
                    var _ = expected(reply.id());
                    passed.add(shown(looked.shown(), pending));
                    pass(rest, true, passed, then);
                });
                return;
            }
            pass(next).ifPresent(passed::add);
        }
        then.accept(passed);
    }

    private @Nullable Pending waiting(RpcMessage.Reply reply) {
        Pending pending = open.get(CanonicalJson.text(reply.id()));
        return pending == null ? null : pending.after(records);
    }

    private Looked looked(RpcMessage.Reply reply, Pending pending) {
        List<Telling> told = new ArrayList<>();
        Shown shown =
                replies((about, text) -> told.add(new Telling(about, text))).pass(reply, pending);
        return new Looked(shown, told);
    }

    /// As of [Exchange].
    <T> void aside(Supplier<T> work, Consumer<T> then) {
        exchange.aside(work, then);
    }

    /// @return what the agent gets to see of it; empty for nothing
    Optional<RpcMessage> pass(RpcMessage message) {
        return switch (message) {
            case RpcMessage.Notification notification -> notified(masked(notification));
            case RpcMessage.Request request -> asked(masked(request));
            case RpcMessage.Reply reply -> replied(reply);
        };
    }

    private RpcMessage.Notification masked(RpcMessage.Notification said) {
        Set<String> fields = masked();
        return fields.isEmpty() ? said : new Asides(fields, desk.json()).of(said);
    }

    private RpcMessage.Request masked(RpcMessage.Request asked) {
        Set<String> fields = masked();
        return fields.isEmpty() ? asked : new Asides(fields, desk.json()).of(asked);
    }

    /// Nobody can say to which of the calls it belongs.
    private Set<String> masked() {
        Set<String> fields = new HashSet<>();
        for (Pending each : open.values()) fields.addAll(each.masked());
        if (inquiry.session() != null) fields.addAll(inquiry.session().masked());
        return fields;
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
        return Optional.of(shown(replies.pass(reply, pending.get().after(records)), pending.get()));
    }

    private RpcMessage shown(Shown shown, Pending pending) {
        records += shown.records();
        failed |= shown.failed();
        if (pending.method().equals(Methods.TOOLS_LIST)
                && shown.reply() instanceof RpcMessage.Result result
                && !result.result().has("nextCursor")) inquiry.listed(true);
        return shown.reply();
    }

    /// An error that could not be said to which request it belongs.
    private Optional<RpcMessage> unasked(RpcMessage.Reply reply) {
        if (!(reply instanceof RpcMessage.Failure failure) || !failure.id().isNull()) return Optional.empty();
        failed = true;
        told("error", failure.error().path("message").asText(""));
        return Optional.of(replies.unasked(failure, !masked().isEmpty()));
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
        return new Tally(failed ? records : Math.max(done, records), 0, List.of(), failed);
    }
}
