package dev.sallyport.mcp.wire;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.mcp.action.HeaderValues;
import dev.sallyport.mcp.answer.Pending;
import dev.sallyport.mcp.rpc.RpcCode;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.rpc.RpcReader.Reading;
import dev.sallyport.mcp.sse.SseEvent;
import dev.sallyport.mcp.sse.SseReader;
import dev.sallyport.transport.http.AnswerFilter;
import dev.sallyport.transport.http.Exchange;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.ResponseHead;
import dev.sallyport.transport.http.Tally;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A server's answer over HTTP: one JSON text, a stream of events, or nothing but a status.
final class RemoteAnswer implements AnswerFilter {

    private static final Set<String> PASSED =
            Set.of("content-type", "cache-control", "x-accel-buffering", "allow", "retry-after");

    private static final String BROKEN = "the server broke the protocol";

    private final Desk desk;
    private final Inquiry inquiry;
    private final Talk talk;
    private final SseReader events;
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private ResponseHead head = new ResponseHead(502, Fields.NONE, -1);
    private boolean streaming;
    private boolean done;

    RemoteAnswer(Desk desk, Inquiry inquiry, Talk talk) {
        this.desk = desk;
        this.inquiry = inquiry;
        this.talk = talk;
        this.events = new SseReader(desk.settings().limits().message());
    }

    @Override
    public void head(ResponseHead given, Outflow out) {
        if (given.status() == 404 && inquiry.session() != null) desk.sessions().remove(inquiry.session());
        head = new ResponseHead(given.status(), fields(given), -1);
        streaming = given.status() == 200 && isA(given, "text/event-stream");
        if (streaming) out.head(head);
    }

    private static boolean isA(ResponseHead head, String type) {
        return head.fields()
                .only("content-type")
                .filter(said -> said.split(";", 2)[0].strip().equalsIgnoreCase(type))
                .isPresent();
    }

    /// The server's id of a session stays here; the agent gets its handle.
    private Fields fields(ResponseHead given) {
        Fields passed = given.fields().keeping(field -> PASSED.contains(field.name()));
        String name = HeaderFields.name(HeaderValues.SESSION);
        String id = given.fields().only(name).orElse("");
        if (id.isEmpty() || inquiry.modern()) return passed;
        if (inquiry.session() != null)
            return id.equals(inquiry.session().upstreamId())
                    ? passed.with(name, inquiry.session().handle())
                    : passed;
        if (!inquiry.opens() || given.status() != 200) return passed;
        return passed.with(
                name,
                desk.sessions()
                        .open(inquiry.visit().owner(), id, inquiry.visit().lease())
                        .handle());
    }

    @Override
    public void data(ByteBuf piece, Outflow out) {
        if (done) return;
        if (streaming) stream(piece, out);
        else gather(piece, out);
    }

    private void gather(ByteBuf piece, Outflow out) {
        if (whole.size() + piece.readableBytes() > desk.settings().limits().message()) {
            finish(
                    out,
                    502,
                    failures("the server's answer is larger than "
                            + desk.settings().limits().message() + " bytes"));
            return;
        }
        byte[] bytes = new byte[piece.readableBytes()];
        piece.getBytes(piece.readerIndex(), bytes);
        whole.writeBytes(bytes);
    }

    private void stream(ByteBuf piece, Outflow out) {
        try {
            next(events.read(piece.nioBuffer()).iterator(), out);
        } catch (SseReader.BrokenStream e) {
            breakOff(BROKEN, out);
        }
    }

    /// One after the other: what follows a large one waits for it.
    private void next(Iterator<SseEvent> rest, Outflow out) {
        while (rest.hasNext() && !done) {
            SseEvent event = rest.next();
            if (event.data().length() > Exchange.AT_ONCE) {
                talk.aside(() -> understood(event), read -> event(event, read, true, out, () -> next(rest, out)));
                return;
            }
            if (event.data().isEmpty()) out.write(event.bytes()); // it keeps the place in the stream
            else event(event, understood(event), false, out, () -> {});
        }
        if (events.tookComment() && !done) out.write(":\n\n".getBytes(StandardCharsets.US_ASCII));
    }

    private Understood understood(SseEvent event) {
        return Understood.of(desk.reader(), event.data().getBytes(StandardCharsets.UTF_8));
    }

    private void event(SseEvent event, Understood read, boolean large, Outflow out, Runnable then) {
        switch (read) {
            case Understood.Broken _ -> breakOff(BROKEN, out);
            case Understood.Whole(Reading reading) ->
                talk.pass(
                        reading.messages(),
                        large,
                        passed -> aside(large, () -> written(event, passed, reading.batch()), bytes -> {
                            if (bytes.length > 0) out.write(bytes);
                            then.run();
                        }));
        }
    }

    private byte[] written(SseEvent event, List<RpcMessage> passed, boolean batch) {
        if (passed.isEmpty()) return new byte[0];
        return event.with(new String(desk.writer().bytes(passed, batch), StandardCharsets.UTF_8))
                .bytes();
    }

    private <T> void aside(boolean large, Supplier<T> work, Consumer<T> then) {
        if (large) talk.aside(work, then);
        else then.accept(work.get());
    }

    @Override
    public void end(Fields trailers, Outflow out) {
        if (done) return;
        done = true;
        if (streaming) out.end(Fields.NONE);
        else answer(out);
    }

    private void answer(Outflow out) {
        if (whole.size() == 0 && head.status() < 400) {
            out.head(head);
            out.end(Fields.NONE);
            return;
        }
        byte[] text = whole.toByteArray();
        boolean large = text.length > Exchange.AT_ONCE;
        aside(large, () -> Understood.of(desk.reader(), text), read -> answer(read, large, out));
    }

    private void answer(Understood read, boolean large, Outflow out) {
        switch (read) {
            case Understood.Whole(Reading reading) ->
                talk.pass(reading.messages(), large, passed -> {
                    passed.addAll(failures("the server did not answer"));
                    finish(out, status(), passed, reading.batch(), large);
                });
            case Understood.Broken _ -> {
                int status = head.status() < 400 ? 502 : status();
                finish(out, status, failures("the server answered with status " + head.status() + " and no message"));
            }
        }
    }

    /// What a server says to the gateway's credential is nothing that the agent could help.
    private int status() {
        return head.status() == 401 || head.status() == 403 ? 502 : head.status();
    }

    private List<RpcMessage> failures(String reason) {
        List<RpcMessage> failures = new ArrayList<>();
        for (Pending each : talk.giveUp())
            failures.add(desk.writer().failure(each.id(), RpcCode.INTERNAL_ERROR, reason));
        return failures;
    }

    private void finish(Outflow out, int status, List<RpcMessage> messages) {
        finish(out, status, messages, inquiry.batch(), false);
    }

    private void finish(Outflow out, int status, List<RpcMessage> messages, boolean batch, boolean large) {
        done = true;
        List<RpcMessage> said = messages.isEmpty()
                ? List.of(desk.writer().failure(RpcCode.INTERNAL_ERROR, "the server did not answer"))
                : messages;
        aside(large, () -> desk.writer().bytes(said, batch || said.size() > 1), body -> write(out, status, body));
    }

    private void write(Outflow out, int status, byte[] body) {
        out.head(new ResponseHead(status, head.fields().with("content-type", Wording.JSON), body.length));
        out.write(body);
        out.end(Fields.NONE);
    }

    private void breakOff(String reason, Outflow out) {
        for (RpcMessage failure : failures(reason))
            out.write(new SseEvent("", "message", new String(desk.writer().bytes(failure), StandardCharsets.UTF_8), -1)
                    .bytes());
        done = true;
        out.end(Fields.NONE);
    }

    @Override
    public boolean cut(Deny why, Outflow out) {
        if (!streaming || done) return false;
        for (Pending each : talk.giveUp()) {
            RpcMessage denial = desk.writer().denial(each.id(), why.rule(), why.reason(), each.requestId());
            out.write(new SseEvent("", "message", new String(desk.writer().bytes(denial), StandardCharsets.UTF_8), -1)
                    .bytes());
        }
        done = true;
        out.end(Fields.NONE);
        return true;
    }

    @Override
    public Tally tally() {
        return talk.tally();
    }
}
