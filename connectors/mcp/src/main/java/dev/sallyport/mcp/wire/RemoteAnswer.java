package dev.sallyport.mcp.wire;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.mcp.action.HeaderValues;
import dev.sallyport.mcp.answer.Pending;
import dev.sallyport.mcp.rpc.MalformedMessage;
import dev.sallyport.mcp.rpc.RpcCode;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.rpc.RpcReader.Reading;
import dev.sallyport.mcp.sse.SseEvent;
import dev.sallyport.mcp.sse.SseReader;
import dev.sallyport.transport.http.AnswerFilter;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.ResponseHead;
import dev.sallyport.transport.http.Tally;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A server's answer over HTTP: one JSON text, a stream of events, or nothing but a status.
final class RemoteAnswer implements AnswerFilter {

    private static final Set<String> PASSED =
            Set.of("content-type", "cache-control", "x-accel-buffering", "allow", "retry-after");

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
            for (SseEvent event : events.read(piece.nioBuffer())) event(event, out);
            if (events.tookComment() && !done) out.write(":\n\n".getBytes(StandardCharsets.US_ASCII));
        } catch (SseReader.BrokenStream | MalformedMessage e) {
            breakOff("the server broke the protocol", out);
        }
    }

    /// An event without data keeps the place in the stream.
    private void event(SseEvent event, Outflow out) throws MalformedMessage {
        if (event.data().isEmpty()) {
            out.write(event.bytes());
            return;
        }
        Reading reading = desk.reader().read(event.data().getBytes(StandardCharsets.UTF_8));
        List<RpcMessage> passed = passed(reading);
        if (!passed.isEmpty())
            out.write(event.with(new String(desk.writer().bytes(passed, reading.batch()), StandardCharsets.UTF_8))
                    .bytes());
    }

    private List<RpcMessage> passed(Reading reading) {
        List<RpcMessage> passed = new ArrayList<>();
        for (RpcMessage message : reading.messages()) talk.pass(message).ifPresent(passed::add);
        return passed;
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
        try {
            Reading reading = desk.reader().read(whole.toByteArray());
            List<RpcMessage> passed = passed(reading);
            passed.addAll(failures("the server did not answer"));
            finish(out, status(), passed, reading.batch());
        } catch (MalformedMessage e) {
            int status = head.status() < 400 ? 502 : status();
            finish(out, status, failures("the server answered with status " + head.status() + " and no message"));
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
        finish(out, status, messages, inquiry.batch());
    }

    private void finish(Outflow out, int status, List<RpcMessage> messages, boolean batch) {
        done = true;
        List<RpcMessage> said = messages.isEmpty()
                ? List.of(desk.writer().failure(RpcCode.INTERNAL_ERROR, "the server did not answer"))
                : messages;
        byte[] body = desk.writer().bytes(said, batch || said.size() > 1);
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
            RpcMessage denial = desk.writer().denial(each.id(), why.rule(), why.reason(), "");
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
