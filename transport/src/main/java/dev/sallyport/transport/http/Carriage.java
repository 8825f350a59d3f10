package dev.sallyport.transport.http;

import dev.sallyport.transport.http.HttpLimits.Times;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// What was permitted, on its way to a target and back through the filter. Both directions wait for each
/// other. On the loop only.
final class Carriage implements Call, Flow.Source {

    private final Dealing dealing;
    private final UpstreamRequest request;
    private final AnswerFilter filter;
    private final Scrubber scrubber;
    private final Deque<Object> arrived = new ArrayDeque<>(2);
    private @Nullable Flow flow;
    private @Nullable Wire wire;
    private @Nullable Inflation inflation;
    private boolean bodyDone;
    private boolean headCame;
    private boolean stopped;
    private boolean delivering;
    private boolean unpacking;
    private long sent;

    /// The end of an answer, among what arrived.
    private record End(Fields trailers) {}

    Carriage(Dealing dealing, UpstreamRequest request, AnswerFilter filter) {
        this.dealing = dealing;
        this.request = request;
        this.filter = filter;
        this.scrubber = Scrubber.of(request.injected());
    }

    void start(Flow answer) {
        flow = answer;
        long rest = dealing.head().contentLength();
        if (request.upstream() instanceof PooledUpstream pool) pool.call(request, rest, dealing.loop(), this);
        else fail(Refusal.Kind.UNREACHABLE, "the target's connections were not made by this floor");
    }

    private Times times() {
        return dealing.side().ground().limits().times();
    }

    // ---- towards the target

    @Override
    public boolean waiting() {
        return !stopped;
    }

    @Override
    public void open(Wire wire) {
        if (stopped) {
            wire.abort();
            return;
        }
        this.wire = wire;
        if (!(request.body() instanceof Body.Rest)) {
            bodyDone = true;
        } else if (dealing.side().requestEnded()) {
            bodyEnded(Fields.NONE);
        } else if (dealing.expects()) {
            dealing.out().proceed();
        }
        watchAnswer();
        dealing.side().drain();
    }

    boolean takesBody() {
        return !stopped && !bodyDone && wire != null && wire.writable();
    }

    void body(ByteBuf piece) {
        if (stopped || bodyDone || wire == null) return;
        sent += piece.readableBytes();
        long announced = dealing.head().contentLength();
        boolean tooLong = announced >= 0 && sent > announced;
        if (tooLong || sent > dealing.side().ground().limits().streamedBodyBytes()) {
            fail(Refusal.Kind.UNREACHABLE, "the body is longer than what may pass");
            return;
        }
        wire.body(piece.retainedSlice());
        watchAnswer();
    }

    void bodyEnded(Fields trailers) {
        if (stopped || bodyDone || wire == null) return;
        long announced = dealing.head().contentLength();
        if (announced >= 0 && sent != announced) {
            fail(Refusal.Kind.UNREACHABLE, "the body is shorter than announced");
            return;
        }
        bodyDone = true;
        wire.bodyEnd(trailers);
        watchAnswer();
    }

    @Override
    public void writability() {
        dealing.side().drain();
    }

    // ---- from the target

    @Override
    public void head(ResponseHead head) {
        if (stopped) return;
        headCame = true;
        try {
            ResponseHead read = read(head);
            // with the first piece, which may not be what it says: a refusal can then still be said
            if (inflation == null) arrive(read);
            else arrived.add(read);
        } catch (Inflation.Broken bad) {
            fail(Refusal.Kind.UNREACHABLE, bad.reason());
        }
    }

    private ResponseHead read(ResponseHead head) throws Inflation.Broken {
        Fields clean = scrubber.clean(head.fields());
        if (!clean.has("content-encoding")) return head.withFields(clean);
        ResponseHead unpacked = head.withFields(clean.without("content-encoding"));
        String coding = clean.only("content-encoding").orElse("several");
        if (coding.equalsIgnoreCase("identity")) return unpacked;
        if (bodiless(head)) return unpacked.withoutLength();
        inflation = Inflation.of(coding, dealing.side().ground().limits().inflationRatio());
        return unpacked.withoutLength();
    }

    /// It tells of a body that is somewhere else (RFC 9110 sections 9.3.2 and 15.4.5).
    private boolean bodiless(ResponseHead head) {
        return request.method().equals("HEAD") || head.status() == 204 || head.status() == 304;
    }

    @Override
    public void data(ByteBuf piece) {
        if (stopped) return;
        watchAnswer();
        try {
            if (inflation == null) scrub(piece);
            else unpack(inflation, piece);
        } catch (Inflation.Broken bad) {
            fail(Refusal.Kind.UNREACHABLE, bad.reason());
        }
    }

    /// Nothing of a piece goes on before all of it could be read.
    private void unpack(Inflation packed, ByteBuf piece) throws Inflation.Broken {
        unpacking = true;
        try {
            packed.feed(piece, this::scrub);
        } finally {
            unpacking = false;
        }
        resume();
    }

    private void scrub(ByteBuf piece) {
        if (!stopped) scrubber.feed(piece, this::arrive);
    }

    @Override
    public void end(Fields trailers) {
        if (stopped) return;
        wire = null;
        dealing.side().target().off();
        if (inflation != null && !inflation.whole()) {
            fail(Refusal.Kind.UNREACHABLE, "the target's compressed answer is not whole");
            return;
        }
        scrubber.finish(this::arrive);
        End end = new End(scrubber.clean(trailers));
        scrubber.close();
        arrive(end);
    }

    /// In order, and not past a proposal that waits for its verdict.
    private void arrive(Object next) {
        arrived.add(next);
        resume();
    }

    void resume() {
        if (delivering || unpacking) return;
        delivering = true;
        try {
            while (!stopped && !arrived.isEmpty() && !dealing.awaitsVerdict()) deliver(arrived.remove());
        } finally {
            delivering = false;
        }
        if (!stopped) reading();
    }

    private void deliver(Object next) {
        Flow out = java.util.Objects.requireNonNull(flow);
        try {
            dealing.guarded(() -> {
                switch (next) {
                    case ResponseHead head -> filter.head(head, out);
                    case End end -> filter.end(end.trailers(), out);
                    case ByteBuf piece -> filter.data(piece, out);
                    default -> throw new IllegalStateException("nothing else arrives");
                }
            });
        } finally {
            ReferenceCountUtil.release(next);
        }
        out.told(false);
    }

    @Override
    public void failed(Refusal.Kind kind, String why) {
        wire = null;
        fail(kind, why);
        scrubber.close();
    }

    /// The exchange is over; what still comes of the target is read to its end.
    void over() {
        if (wire == null) scrubber.close();
    }

    private void fail(Refusal.Kind kind, String why) {
        if (stopped || flow == null) return;
        Flow out = flow;
        boolean begun = headCame && out.headSent();
        boolean valid = begun && dealing.asks(() -> filter.broken(out));
        out.broken(kind, why, valid);
    }

    @Override
    public void switched(ResponseHead head, Channel target) {
        wire = null;
        dealing.side().target().off();
        if (stopped || flow == null) {
            target.close();
            return;
        }
        if (dealing.side().inputShut()) {
            target.close();
            flow.agentGone();
            return;
        }
        WebSocketFilter messages = new ScrubbedMessages(filter.webSocket(), scrubber);
        WebSocketRelay.begin(dealing, flow, messages, scrubber.clean(head.fields()), target);
    }

    // ---- between the two

    @Override
    public void reading() {
        if (wire == null || stopped) return;
        boolean on = dealing.out().writable() && !dealing.awaitsVerdict();
        wire.reading(on);
        watchAnswer();
    }

    /// Who is waited for now, and how long.
    private void watchAnswer() {
        Watch watch = dealing.side().target();
        if (stopped || wire == null || dealing.awaitsVerdict()) {
            watch.off();
        } else if (!dealing.out().writable()) {
            watch.within(times().agentWrite(), dealing::agentTooSlow);
        } else {
            UpstreamSettings settings = ((PooledUpstream) request.upstream()).settings();
            boolean answerDue = bodyDone && !headCame;
            watch.within(
                    answerDue ? settings.firstByte() : settings.idleAnswer(),
                    () -> fail(Refusal.Kind.TOO_SLOW, "the target did not answer in time"));
        }
    }

    @Override
    public void stop() {
        if (stopped) return;
        stopped = true;
        dealing.side().target().off();
        arrived.forEach(ReferenceCountUtil::release);
        arrived.clear();
        scrubber.close();
        if (inflation != null) inflation.close();
        if (wire != null) wire.abort();
    }
}
