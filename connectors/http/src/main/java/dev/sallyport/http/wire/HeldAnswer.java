package dev.sallyport.http.wire;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.AnswerFilter;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.Refusal;
import dev.sallyport.transport.http.RequestHead;
import dev.sallyport.transport.http.ResponseHead;
import dev.sallyport.transport.http.Tally;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An answer that its permit bounds or masks: nothing of it leaves before all of it has been seen.
final class HeldAnswer implements AnswerFilter {

    /// RFC 9110 section 15.3.7.
    private static final int PART = 206;

    private static final int ERRORS = 400;

    /// What is made of the bytes before they were masked: of a value of nine digits, a digest tells it to whoever tries
    /// them all, and of `ETag` many servers make one.
    private static final Set<String> DIGESTS = Set.of("etag", "content-md5", "digest", "content-digest", "repr-digest");

    private final RequestHead request;
    private final Permit permit;
    private final List<Mask> masks;
    private final String requestId;
    private final Undertaking undertaking;
    private final int most;
    private final HeldBytes held = new HeldBytes();
    private @Nullable ResponseHead head;
    private Kind kind = Kind.OTHER;
    private long let;
    private boolean refused;

    /// @param masks those of the permit, and what a write may not show
    /// @param requestId of the permit
    /// @param most bytes that are held
    HeldAnswer(
            RequestHead request, Permit permit, List<Mask> masks, String requestId, Undertaking undertaking, int most) {
        this.request = request;
        this.permit = permit;
        this.masks = List.copyOf(masks);
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
        else held.add(piece);
    }

    private void tooLong(Outflow out) {
        refuse(out, ".atMost", "the answer is longer than what can be counted here: ask for less");
    }

    @Override
    public void end(Fields trailers, Outflow out) {
        ResponseHead came = head;
        if (refused || came == null) return;
        byte[] bytes = held.whole();
        Counting counting = Counting.of(came, undertaking);
        counting.feed(Unpooled.wrappedBuffer(bytes));
        long records = counting.records();
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
        String line = masks.isEmpty() ? ".atMost" : maskLine();
        refuse(out, line, "a part of an answer can be neither counted nor masked: ask without `Range`");
    }

    private String maskLine() {
        return permit.masks().isEmpty() ? ".sensitive" : ".mask";
    }

    private void mask(ResponseHead came, byte[] bytes, long records, Fields trailers, Outflow out) {
        if (masks.isEmpty()) {
            let(came, bytes, records, trailers, out);
            return;
        }
        ResponseHead bare = came.withFields(came.fields().without(DIGESTS));
        Optional<byte[]> masked = kind == Kind.JSON ? Masking.of(masks, bytes) : Optional.empty();
        if (bytes.length == 0) let(unmeasured(bare), bytes, records, Fields.NONE, out);
        else if (masked.isPresent())
            let(withLength(bare, masked.get()), masked.get(), records, trailers.without(DIGESTS), out);
        else if (came.status() >= ERRORS) withhold(bare, out);
        else refuse(out, maskLine(), "the answer is not JSON, so that nothing in it can be masked");
    }

    /// Without a body (HEAD, 304), a length is that of the bytes before they are masked: it tells how
    /// long the masked value is.
    private static ResponseHead unmeasured(ResponseHead head) {
        return head.contentLength() > 0 ? head.withoutLength() : head;
    }

    private static ResponseHead withLength(ResponseHead head, byte[] body) {
        return new ResponseHead(head.status(), head.fields(), body.length);
    }

    /// That it went wrong, and how, the agent has to know; in its words, nobody can mask anything.
    private void withhold(ResponseHead came, Outflow out) {
        Answer words = Words.withheld(came.status(), permit.rule() + maskLine(), requestId);
        Fields fields = came.fields().with("content-type", Words.PROBLEM);
        let(withLength(came.withFields(fields), words.body()), words.body(), 0, Fields.NONE, out);
    }

    private void let(ResponseHead came, byte[] bytes, long records, Fields trailers, Outflow out) {
        let = records;
        out.head(came);
        out.write(bytes);
        out.end(trailers);
    }

    private void refuse(Outflow out, String line, String reason) {
        refused = true;
        held.forget();
        String rule = permit.rule() + line;
        boolean done = undertaking.done() > 0 && carriedOut();
        String told = done ? "the request was carried out, but " + reason : reason;
        Refusal why = new Refusal(Refusal.Kind.DENIED, rule, told, requestId, List.of(new Signal.Operational(told)));
        boolean _ = out.instead(Words.refused(request, why));
    }

    @Override
    public boolean cut(Deny why, Outflow out) {
        return false;
    }

    @Override
    public Tally tally() {
        return Tally.of(carriedOut() ? Math.max(undertaking.done(), let) : let);
    }

    private boolean carriedOut() {
        return head != null && head.status() < ERRORS;
    }
}
