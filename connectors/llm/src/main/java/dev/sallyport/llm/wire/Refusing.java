package dev.sallyport.llm.wire;

import dev.sallyport.transport.http.AnswerFilter;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.ResponseHead;
import dev.sallyport.transport.http.Tally;
import io.netty.buffer.ByteBuf;
import java.util.List;

/// An answer that cannot be judged, and is replaced whole. On the loop.
record Refusing(Telling telling, int status, String words) implements AnswerFilter {

    @Override
    public void head(ResponseHead head, Outflow out) {
        out.instead(Words.wrong(telling.request().api(), status, words));
    }

    @Override
    public void data(ByteBuf piece, Outflow out) {}

    @Override
    public void end(Fields trailers, Outflow out) {}

    @Override
    public Tally tally() {
        return new Tally(telling.tokens(), 0, List.of(), true);
    }
}
