package dev.sallyport.llm.wire;

import dev.sallyport.transport.http.AnswerFilter;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.ResponseHead;
import dev.sallyport.transport.http.Tally;
import io.netty.buffer.ByteBuf;

/// An error of the provider's, as it is. On the loop.
record Passing(Telling telling) implements AnswerFilter {

    @Override
    public void head(ResponseHead head, Outflow out) {
        telling.free();
        out.head(head);
    }

    @Override
    public void data(ByteBuf piece, Outflow out) {
        out.write(piece);
    }

    @Override
    public void end(Fields trailers, Outflow out) {
        out.end(trailers);
    }

    @Override
    public Tally tally() {
        return Tally.NOTHING;
    }
}
