package dev.sallyport.llm.wire;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.llm.answer.AnswerStream;
import dev.sallyport.llm.answer.AnswerStreams;
import dev.sallyport.llm.target.LlmTargetSettings.Limits;
import dev.sallyport.transport.http.AnswerFilter;
import dev.sallyport.transport.http.Fields;
import dev.sallyport.transport.http.Outflow;
import dev.sallyport.transport.http.ResponseHead;
import dev.sallyport.transport.http.Tally;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer that comes as server-sent events. On the loop.
final class Streaming implements AnswerFilter {

    private final Provider provider;
    private final Telling telling;
    private @Nullable AnswerStream stream;

    Streaming(Provider provider, Telling telling) {
        this.provider = provider;
        this.telling = telling;
    }

    @Override
    public void head(ResponseHead head, Outflow out) {
        Limits limits = provider.settings().limits();
        stream = AnswerStreams.of(
                telling.request().api(),
                telling.request().usageAsked(),
                telling.heard(),
                telling,
                new Towards(out),
                limits.eventBytes(),
                limits.heldBytes());
        out.head(head.withoutLength());
    }

    @Override
    public void data(ByteBuf piece, Outflow out) {
        if (stream != null) stream.feed(ByteBufUtil.getBytes(piece));
    }

    @Override
    public void end(Fields trailers, Outflow out) {
        if (stream != null) stream.end();
    }

    @Override
    public boolean broken(Outflow out) {
        if (stream == null) return false;
        stream.abort("the provider broke off");
        return true;
    }

    @Override
    public boolean cut(Deny why, Outflow out) {
        if (stream == null) return false;
        stream.cut("[the answer was cut: " + why.reason() + " (rule " + why.rule() + ")]");
        return true;
    }

    @Override
    public Tally tally() {
        return new Tally(telling.tokens(), 0, List.of(), telling.hasFailed());
    }

    private final class Towards implements AnswerStream.Output {

        private final Outflow out;

        Towards(Outflow out) {
            this.out = out;
        }

        @Override
        public void pass(byte[] bytes) {
            out.write(bytes);
        }

        @Override
        public void ended(boolean whole) {
            if (!whole) telling.failed();
            telling.over();
            out.end(Fields.NONE);
        }
    }
}
