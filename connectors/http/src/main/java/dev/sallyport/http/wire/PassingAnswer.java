package dev.sallyport.http.wire;

import dev.sallyport.transport.http.AnswerFilter;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.ResponseHead;
import dev.sallyport.transport.http.Tally;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// An answer without bounds: it passes as it comes, and is counted.
final class PassingAnswer implements AnswerFilter {

    private final Undertaking undertaking;
    private boolean begun;
    private @Nullable Counting counting;

    PassingAnswer(Undertaking undertaking) {
        this.undertaking = undertaking;
    }

    @Override
    public void head(ResponseHead head, Outflow out) {
        begun = head.status() < 400;
        counting = Counting.of(head, undertaking);
        out.head(head);
    }

    @Override
    public void data(ByteBuf piece, Outflow out) {
        if (counting != null) counting.feed(piece);
        out.write(piece);
    }

    @Override
    public void end(Fields trailers, Outflow out) {
        out.end(trailers);
    }

    @Override
    public Tally tally() {
        long shown = counting == null ? 0 : counting.records();
        return Tally.of(begun ? Math.max(undertaking.done(), shown) : shown);
    }
}
