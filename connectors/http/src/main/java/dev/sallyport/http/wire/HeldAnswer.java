package dev.sallyport.http.wire;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.transport.http.AnswerFilter;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.Refusal;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.ResponseHead;
import dev.sallyport.transport.http.Tally;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An answer that its permit bounds or masks: nothing of it leaves before all of it has been seen.
final class HeldAnswer implements AnswerFilter {

    /// RFC 9110 section 15.3.7.
    private static final int PART = 206;

    private final RequestHead request;
    private final Permit permit;
    private final String requestId;
    private final Undertaking undertaking;
    private final int most;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private @Nullable ResponseHead head;
    private Kind kind = Kind.OTHER;
    private long let;
    private boolean refused;

    /// @param requestId of the permit
    /// @param most bytes that are held
    HeldAnswer(RequestHead request, Permit permit, String requestId, Undertaking undertaking, int most) {
        this.request = request;
        this.permit = permit;
        this.requestId = requestId;
        this.undertaking = undertaking;
        this.most = most;
    }

    @Override
    public void head(ResponseHead head, Outflow out) {
        this.head = head;
        kind = Kind.of(head.fields());
        if (head.contentLength() > most && !request.method().equals("HEAD")) tooLong(out);
    }

    @Override
    public void data(ByteBuf piece, Outflow out) {
        if (refused) return;
        if (held.size() + piece.readableBytes() > most) tooLong(out);
        else held.writeBytes(ByteBufUtil.getBytes(piece));
    }

    private void tooLong(Outflow out) {
        refuse(out, ".atMost", "the answer is longer than what can be counted here: ask for less");
    }

    @Override
    public void end(Fields trailers, Outflow out) {
        ResponseHead came = head;
        if (refused || came == null) return;
        byte[] bytes = held.toByteArray();
        Counting counting = new Counting(kind, undertaking.one());
        counting.feed(Unpooled.wrappedBuffer(bytes));
        long records = came.status() < 300 ? counting.records() : 0;
        long allowed = permit.limits().records();
        if (came.status() == PART) refusePart(out);
        else if (permit.limits().bounded() && uncountable(came, bytes))
            refuse(out, ".atMost", "nobody can tell how many records the answer holds");
        else if (records > allowed)
            refuse(out, ".atMost", "the answer holds more than " + allowed + " records, the most that is allowed here");
        else mask(came, bytes, records, trailers, out);
    }

    private boolean uncountable(ResponseHead came, byte[] bytes) {
        return kind == Kind.OTHER && bytes.length > 0 && !undertaking.one() && came.status() < 300;
    }

    /// A piece of a list looks like one record, and a value without its name like none that is masked.
    private void refusePart(Outflow out) {
        String line = permit.masks().isEmpty() ? ".atMost" : ".mask";
        refuse(out, line, "a part of an answer can be neither counted nor masked: ask without `Range`");
    }

    private void mask(ResponseHead came, byte[] bytes, long records, Fields trailers, Outflow out) {
        if (permit.masks().isEmpty() || bytes.length == 0) {
            let(came, bytes, records, trailers, out);
            return;
        }
        Optional<byte[]> masked = kind == Kind.JSON ? Masking.of(permit.masks(), bytes) : Optional.empty();
        if (masked.isEmpty()) refuse(out, ".mask", "the answer is not JSON, so that nothing in it can be masked");
        else
            let(
                    new ResponseHead(came.status(), came.fields(), masked.get().length),
                    masked.get(),
                    records,
                    trailers,
                    out);
    }

    private void let(ResponseHead came, byte[] bytes, long records, Fields trailers, Outflow out) {
        let = records;
        out.head(came);
        out.write(bytes);
        out.end(trailers);
    }

    private void refuse(Outflow out, String line, String reason) {
        refused = true;
        held.reset();
        String rule = permit.rule() + line;
        String told = undertaking.done() == 0 ? reason : "the request was carried out, but " + reason;
        Refusal why = new Refusal(Refusal.Kind.DENIED, rule, told, requestId, List.of(new Signal.Operational(told)));
        boolean _ = out.instead(Words.refused(request, why));
    }

    @Override
    public boolean cut(Deny why, Outflow out) {
        return false;
    }

    @Override
    public Tally tally() {
        boolean carriedOut = head != null && head.status() < 400;
        return Tally.of(carriedOut ? Math.max(undertaking.done(), let) : let);
    }
}
