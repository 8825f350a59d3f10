package dev.sallyport.http.wire;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.transport.http.Answer;
import dev.sallyport.transport.http.AnswerFilter;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.ResponseHead;
import dev.sallyport.transport.http.Tally;
import dev.sallyport.transport.http.WebSocketFilter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// An answer whose beginning is told to the gateway as it goes out to the agent: behind whatever counts, holds or masks
/// it. On the loop.
record Listening(AnswerFilter filter, Overheard overheard) implements AnswerFilter {

    @Override
    public void head(ResponseHead head, Outflow out) {
        filter.head(head, through(out));
    }

    @Override
    public void data(ByteBuf piece, Outflow out) {
        filter.data(piece, through(out));
    }

    @Override
    public void end(Fields trailers, Outflow out) {
        filter.end(trailers, through(out));
    }

    @Override
    public boolean broken(Outflow out) {
        overheard.tell();
        return filter.broken(out);
    }

    @Override
    public boolean cut(Deny why, Outflow out) {
        overheard.tell();
        return filter.cut(why, out);
    }

    @Override
    public Tally tally() {
        return filter.tally();
    }

    @Override
    public WebSocketFilter webSocket() {
        return filter.webSocket();
    }

    private Outflow through(Outflow out) {
        return new Through(out, overheard);
    }

    private record Through(Outflow out, Overheard overheard) implements Outflow {

        @Override
        public void head(ResponseHead head) {
            overheard.head(head);
            out.head(head);
        }

        @Override
        public void write(ByteBuf piece) {
            overheard.data(piece);
            out.write(piece);
        }

        @Override
        public void write(byte[] bytes) {
            overheard.data(Unpooled.wrappedBuffer(bytes));
            out.write(bytes);
        }

        @Override
        public void end(Fields trailers) {
            overheard.tell();
            out.end(trailers);
        }

        @Override
        public boolean instead(Answer answer) {
            return out.instead(answer);
        }

        @Override
        public boolean writable() {
            return out.writable();
        }

        @Override
        public void whenWritable(Runnable then) {
            out.whenWritable(then);
        }
    }
}
