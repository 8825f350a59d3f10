package dev.sallyport.mcp.wire;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.mcp.action.HeaderValues;
import dev.sallyport.mcp.action.Objection;
import dev.sallyport.mcp.answer.Pending;
import dev.sallyport.mcp.child.ChildServer;
import dev.sallyport.mcp.rpc.RpcCode;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.Performance;
import dev.sallyport.transport.http.ResponseHead;
import dev.sallyport.transport.http.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A POST whose messages go to a child. What comes back is one JSON text when the reply is the first
/// thing that comes, and a stream of events otherwise. On the exchange's loop, but for starting a
/// child.
final class ChildTalk implements Performance, ChildServer.Hearer {

    private static final int MOST_QUEUED = 256;

    private final Desk desk;
    private final Inquiry inquiry;
    private final Action action;
    private final Exchange exchange;
    private final ChildMessenger messenger;
    private final List<RpcMessage> gathered = new ArrayList<>();
    private final List<Long> calls = new ArrayList<>();
    private @Nullable ChildServer child;
    private @Nullable Talk talk;
    private @Nullable EventStream stream;
    private @Nullable Outflow out;
    private @Nullable Future<?> patience;
    private Fields fields = Fields.NONE;
    private boolean done;
    private @Nullable McpSession opened;
    private final AtomicInteger queued = new AtomicInteger();

    ChildTalk(Desk desk, Inquiry inquiry, Action action, Exchange exchange, ChildMessenger messenger) {
        this.action = action;
        this.desk = desk;
        this.inquiry = inquiry;
        this.exchange = exchange;
        this.messenger = messenger;
    }

    @Override
    public void permitted(Permit permit, Outflow outflow) {
        out = outflow;
        McpSession session = inquiry.opens()
                ? desk.sessions()
                        .open(inquiry.visit().owner(), "", inquiry.visit().lease())
                : inquiry.session();
        if (inquiry.opens()) opened = session;
        Inquiry within = new Inquiry(inquiry.head(), inquiry.messages(), inquiry.batch(), inquiry.visit(), session);
        Object key = session == null ? inquiry.visit() : session;
        desk.blocking().execute(() -> {
            try {
                ChildServer found = messenger.child(within, key);
                exchange.loop().execute(() -> begin(found, within, permit));
            } catch (IOException | RuntimeException e) {
                exchange.loop().execute(() -> fail(String.valueOf(e.getMessage())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void begin(ChildServer found, Inquiry within, Permit permit) {
        if (done) {
            undo();
            return;
        }
        child = found;
        Expected expected = Expected.of(within, action, permit, exchange);
        talk = new Talk(desk, within, exchange, expected, found::say);
        if (inquiry.opens() && within.session() != null) {
            fields = Fields.of(
                    HeaderFields.name(HeaderValues.SESSION), within.session().handle());
            long millis = messenger.settings().answerWithin().toMillis();
            patience = exchange.loop()
                    .schedule(() -> fail("the server did not answer in time"), millis, TimeUnit.MILLISECONDS);
        }
        for (RpcMessage message : inquiry.messages())
            send(found, within, desk.narrowing().towardsServer(message));
        if (expected.pending().isEmpty()) accepted();
    }

    private void send(ChildServer to, Inquiry within, RpcMessage message) {
        switch (message) {
            case RpcMessage.Request request -> calls.add(to.call(request, this));
            case RpcMessage.Notification notification -> to.say(notification);
            case RpcMessage.Reply reply -> {
                if (within.session() != null) within.session().replied(reply.id());
                to.say(reply);
            }
        }
    }

    private void accepted() {
        if (done || out == null) return;
        done = true;
        out.head(new ResponseHead(202, fields, 0));
        out.end(Fields.NONE);
    }

    /// A child that says more than the loop can take is not heard out, but for its replies and
    /// questions.
    @Override
    public void heard(RpcMessage message) {
        if (message instanceof RpcMessage.Notification && queued.get() > MOST_QUEUED) return;
        queued.incrementAndGet();
        exchange.loop().execute(() -> {
            queued.decrementAndGet();
            take(message);
        });
    }

    @Override
    public void gone(String why) {
        exchange.loop().execute(() -> fail(why));
    }

    private void take(RpcMessage message) {
        if (done || talk == null || out == null) return;
        if (patience != null) patience.cancel(false);
        RpcMessage passed = talk.pass(message).orElse(null);
        if (passed != null) show(passed, out);
        if (talk.answered()) finish(out);
    }

    private void show(RpcMessage passed, Outflow to) {
        boolean only = passed instanceof RpcMessage.Reply && !inquiry.batch() && stream == null;
        if (only || !streams()) {
            if (passed instanceof RpcMessage.Reply) gathered.add(passed);
            return;
        }
        if (stream == null) stream = EventStream.begin(to, desk.writer(), fields);
        stream.send(passed);
    }

    private boolean streams() {
        return inquiry.head().fields().values("accept").stream().anyMatch(types -> types.contains("text/event-stream"));
    }

    private void finish(Outflow to) {
        if (done) return;
        done = true;
        if (stream != null) {
            to.end(Fields.NONE);
            return;
        }
        byte[] body = desk.writer().bytes(gathered, inquiry.batch());
        to.head(new ResponseHead(200, fields.with("content-type", Wording.JSON), body.length));
        to.write(body);
        to.end(Fields.NONE);
    }

    /// A session that its agent will never hear of.
    private void undo() {
        McpSession session = opened;
        if (session == null) return;
        desk.sessions().remove(session);
        messenger.over(session);
    }

    private void fail(String reason) {
        if (done || out == null) return;
        done = true;
        undo();
        if (stream != null) {
            for (Pending each : talk == null ? List.<Pending>of() : talk.giveUp())
                stream.send(desk.writer().failure(each.id(), RpcCode.INTERNAL_ERROR, reason));
            out.end(Fields.NONE);
            return;
        }
        Answer answer =
                new Wording(desk.writer()).objection(inquiry.ids(), new Objection(502, RpcCode.INTERNAL_ERROR, reason));
        out.instead(answer);
    }

    @Override
    public boolean cut(Deny why, Outflow to) {
        boolean valid = stream != null && !done;
        if (stream != null && !done && talk != null)
            for (Pending each : talk.giveUp())
                stream.send(desk.writer().denial(each.id(), why.rule(), why.reason(), each.requestId()));
        if (valid) to.end(Fields.NONE);
        abandoned();
        return valid;
    }

    /// In a modern revision a closed stream cancels; in a legacy one, only a message does, but nobody
    /// gets the reply here: it is not kept.
    @Override
    public void abandoned() {
        if (!done) undo();
        done = true;
        if (patience != null) patience.cancel(false);
        if (talk != null) talk.giveUp();
        ChildServer asked = child;
        if (asked != null) calls.forEach(asked::cancel);
    }

    @Override
    public Tally tally() {
        return talk == null ? Tally.NOTHING : talk.tally();
    }
}
