package dev.sallyport.transport.http;

import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was permitted, while its answer flows to the agent: counted, limited, cut, and accounted for once.
/// On the loop only.
final class Flow implements Outflow {

    private static final long PROGRESS_BYTES = 32 << 10;
    private static final long PROGRESS_RECORDS = 128;

    private final Dealing dealing;
    private final AgentOut out;
    private final Petition petition;
    private final Permit permit;
    private final String requestId;
    private final Answered answered;
    private final Source source;
    private final List<Runnable> writable = new ArrayList<>();
    private int status;
    private boolean over;
    private boolean cutting;
    private long toldBytes;
    private long toldRecords;

    /// Where the answer comes from.
    interface Source {

        /// Stops it, and everything that is still on its way.
        void stop();

        /// Whether it may come.
        void reading();
    }

    Flow(
            Dealing dealing,
            AgentOut out,
            Petition petition,
            Verdict.Permitted permitted,
            Answered answered,
            Source source) {
        this.dealing = dealing;
        this.out = out;
        this.petition = petition;
        this.permit = permitted.permit();
        this.requestId = permitted.requestId();
        this.answered = answered;
        this.source = source;
    }

    boolean over() {
        return over;
    }

    boolean headSent() {
        return out.headSent();
    }

    // ---- from the clerk

    @Override
    public void head(ResponseHead head) {
        if (over) return;
        status = head.status();
        out.head(head);
    }

    @Override
    public void write(ByteBuf piece) {
        if (!over && !out.write(piece.retainedSlice())) mismatch();
    }

    @Override
    public void write(byte[] bytes) {
        if (!over && !out.write(Unpooled.wrappedBuffer(bytes))) mismatch();
    }

    @Override
    public void end(Fields trailers) {
        if (over) return;
        if (!out.headSent()) out.head(new ResponseHead(status == 0 ? 502 : status, Fields.NONE, 0));
        if (!out.end(trailers)) {
            mismatch();
            return;
        }
        finish(ending());
    }

    private Ending ending() {
        if (cutting) return Ending.CUT;
        return status >= 400 || answered.tally().failed() ? Ending.FAILED : Ending.SUCCEEDED;
    }

    @Override
    public boolean instead(Answer answer) {
        if (over || out.headSent()) return false;
        source.stop();
        out.answer(answer);
        finish(Ending.CUT);
        return true;
    }

    @Override
    public boolean writable() {
        return out.writable();
    }

    @Override
    public void whenWritable(Runnable then) {
        if (out.writable()) then.run();
        else writable.add(then);
    }

    /// More or less than was announced: it must not look whole.
    private void mismatch() {
        source.stop();
        out.breakOff();
        finish(Ending.FAILED);
    }

    // ---- from the agent's side

    // ---- once it has become a WebSocket

    private @Nullable Runnable socket;
    private long messages;
    private long socketBytes;

    void switched(Runnable close) {
        socket = close;
        status = 101;
    }

    void message(int bytes) {
        messages++;
        socketBytes += bytes;
        if (messages % PROGRESS_RECORDS == 0) told(true);
    }

    void socketClosed() {
        if (!over) finish(ending());
    }

    private Tally tally() {
        Tally tally = answered.tally();
        return socket == null || tally.records() > 0 ? tally : Tally.of(messages);
    }

    private long bytes() {
        return socket == null ? out.written() : socketBytes;
    }

    void writability() {
        source.reading();
        if (!out.writable() || writable.isEmpty()) return;
        List<Runnable> waited = List.copyOf(writable);
        writable.clear();
        waited.forEach(Runnable::run);
    }

    void agentGone() {
        if (over) return;
        source.stop();
        finish(Ending.ABANDONED);
    }

    // ---- counting

    /// After each piece, and every second.
    void told(boolean always) {
        if (over) return;
        Tally tally = tally();
        long allowed = permit.limits().records();
        if (answered.bounded() && tally.records() > allowed) {
            cut(beyond(tally.records()));
            return;
        }
        boolean much = bytes() - toldBytes >= PROGRESS_BYTES || tally.records() - toldRecords >= PROGRESS_RECORDS;
        if (!much && !always) return;
        toldBytes = bytes();
        toldRecords = tally.records();
        // whoever is told of more cuts it
        petition.progress(answered.bounded() ? tally : tally.upTo(allowed), toldBytes);
    }

    private Deny beyond(long records) {
        long allowed = permit.limits().records();
        String rule = permit.rule() + ".atMost";
        return new Deny(
                rule,
                "the answer was cut: it has more than " + allowed + " records, the most that is allowed here",
                List.of(new Signal.Volume(rule, allowed, records, allowed)));
    }

    void cut(Deny why) {
        if (over || cutting) return;
        cutting = true;
        source.stop();
        if (socket != null) {
            socket.run();
        } else if (!out.headSent()) {
            dealing.refuseWith(new Refusal(Refusal.Kind.DENIED, why.rule(), why.reason(), requestId, why.evidence()));
        } else if (!dealing.asks(() -> answered.cut(why, this)) || !(over || out.end(Fields.NONE))) {
            out.breakOff();
        }
        finish(Ending.CUT);
    }

    /// The target broke off, or could not be reached at all.
    void broken(Refusal.Kind kind, String why, boolean endedValidly) {
        if (over) return;
        source.stop();
        if (!out.headSent()) dealing.refuseWith(new Refusal(kind, "target", why, requestId, List.of()));
        else if (!endedValidly || !out.end(Fields.NONE)) out.breakOff();
        finish(Ending.FAILED);
    }

    private void finish(Ending ending) {
        if (over) return;
        over = true;
        petition.performed(ending, tally(), bytes());
        dealing.finished();
    }
}
