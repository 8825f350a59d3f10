package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A whole answer for the gateway itself.
final class Fetch implements Call {

    private final Scrubber scrubber;
    private final Gathering body;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private @Nullable Wire wire;
    private @Nullable ResponseHead head;

    Fetch(Scrubber scrubber, int mostBytes) {
        this.scrubber = scrubber;
        this.body = new Gathering(mostBytes);
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    /// On the loop: nobody waits any more.
    void leave() {
        if (wire != null) wire.abort();
        answer.cancel(false);
        scrubber.close();
    }

    @Override
    public void open(Wire wire) {
        this.wire = wire;
    }

    @Override
    public void head(ResponseHead head) {
        this.head = head;
    }

    @Override
    public void data(ByteBuf piece) {
        scrubber.feed(piece, this::gather);
    }

    private void gather(ByteBuf piece) {
        boolean fits = body.add(piece);
        piece.release();
        if (fits) return;
        answer.completeExceptionally(new IOException("the target's answer is too long"));
        if (wire != null) wire.abort();
    }

    @Override
    public void end(Fields trailers) {
        scrubber.finish(this::gather);
        wire = null;
        ResponseHead came = head;
        if (came != null) answer.complete(new Answer(came.status(), scrubber.clean(came.fields()), body.whole()));
    }

    @Override
    public void writability() {}

    @Override
    public void failed(Refusal.Kind kind, String why) {
        wire = null;
        answer.completeExceptionally(new IOException(why));
    }

    @Override
    public void switched(ResponseHead head, Channel channel) {
        channel.close();
        failed(Refusal.Kind.UNREACHABLE, "the target changed its protocol");
    }

    @Override
    public boolean waiting() {
        return !answer.isDone();
    }
}
