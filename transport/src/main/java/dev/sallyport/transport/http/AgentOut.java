package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One answer's way to the agent: framed anew, in step with what was announced, flushed once per turn of
/// the loop. On the loop only.
final class AgentOut {

    private final Channel channel;
    private final Manner manner;
    private boolean headSent;
    private boolean ended;
    private boolean broken;
    private boolean flushing;
    private long announced = -1;
    private long written;
    private boolean bodiless;

    /// What was written last, where the end can take it along.
    private @Nullable ByteBuf latest;

    /// How this request wants to be answered.
    ///
    /// @param stream it is a stream of HTTP/2
    /// @param headOnly the method was HEAD
    /// @param old it came in HTTP/1.0, which knows no chunks
    record Manner(boolean stream, boolean headOnly, boolean old) {}

    /// Whoever the answer belongs to.
    interface Last {

        /// Asked when the head leaves: whether the connection ends behind it.
        boolean last();

        /// The whole answer was written, and the agent has not taken all of it yet.
        void unread();
    }

    private final Last last;
    private final ChannelPromise sent;

    AgentOut(Channel channel, Manner manner, Last last) {
        this.channel = channel;
        this.manner = manner;
        this.last = last;
        this.sent = channel.newPromise();
    }

    boolean headSent() {
        return headSent;
    }

    boolean broken() {
        return broken;
    }

    boolean ended() {
        return ended;
    }

    boolean writable() {
        return channel.isWritable();
    }

    /// The body's bytes so far.
    long written() {
        return written;
    }

    /// 100 (continue).
    void proceed() {
        if (headSent || manner.old()) return;
        channel.writeAndFlush(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }

    void answer(Answer answer) {
        if (headSent) return;
        Fields fields = answer.fields().has("cache-control")
                ? answer.fields()
                : answer.fields().and("cache-control", "no-store");
        head(new ResponseHead(answer.status(), fields, answer.body().length));
        if (answer.body().length > 0) write(Unpooled.wrappedBuffer(answer.body()));
        end(Fields.NONE);
    }

    void head(ResponseHead head) {
        if (headSent || ended) return;
        headSent = true;
        List<CharSequence> framing = framing(head);
        HttpHeaders headers = changedByNetty(head.status())
                ? Framing.changeable(head.fields(), framing)
                : Framing.lines(head.fields(), framing);
        send(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(head.status()), headers));
    }

    /// Frames of HTTP/2 are made of them, and an answer that can have no body loses what would announce one.
    private boolean changedByNetty(int status) {
        return manner.stream() || status < 200 || status == 204 || status == 205;
    }

    /// RFC 9112 section 6.3.
    private List<CharSequence> framing(ResponseHead head) {
        List<CharSequence> framing = new ArrayList<>(4);
        int status = head.status();
        bodiless = manner.headOnly() || status == 204 || status == 304 || status < 200;
        if (head.contentLength() >= 0 && status != 204 && status >= 200) {
            framing.addAll(List.of(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(head.contentLength())));
            announced = head.contentLength();
        } else if (!bodiless && !manner.old() && !manner.stream()) {
            framing.addAll(List.of(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED));
        }
        if (manner.stream()) return framing;
        boolean endsWithConnection = manner.old() && announced < 0 && !bodiless;
        if (endsWithConnection || last.last())
            framing.addAll(List.of(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE));
        else if (manner.old()) framing.addAll(List.of(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE));
        return framing;
    }

    /// True when the end of the connection is the end of the body.
    boolean endsWithConnection() {
        return manner.old() && announced < 0 && !bodiless;
    }

    /// Takes over the reference.
    ///
    /// @return false when it does not fit what was announced; then nothing is written
    boolean write(ByteBuf piece) {
        int length = piece.readableBytes();
        if (!headSent || ended || bodiless || length == 0) {
            piece.release();
            return true;
        }
        if (announced >= 0 && written + length > announced) {
            piece.release();
            return false;
        }
        written += length;
        letGo();
        if (announced >= 0 || manner.stream()) latest = piece;
        else send(new DefaultHttpContent(piece));
        flushSoon();
        return true;
    }

    /// Each message is a way through all of Netty's handlers: most answers have one piece, which leaves with the end.
    private void letGo() {
        ByteBuf piece = latest;
        latest = null;
        if (piece != null) channel.write(new DefaultHttpContent(piece), channel.voidPromise());
    }

    /// @return false when less was written than announced: then it cannot be ended, only broken off
    boolean end(Fields trailers) {
        if (ended) return true;
        if (!bodiless && announced >= 0 && written < announced) return false;
        ended = true;
        channel.write(lastOf(trailers), sent);
        flushSoon();
        return true;
    }

    private LastHttpContent lastOf(Fields trailers) {
        ByteBuf piece = latest;
        latest = null;
        boolean carries = !trailers.all().isEmpty() && announced < 0 && !bodiless && !manner.old();
        if (!carries && piece == null) return LastHttpContent.EMPTY_LAST_CONTENT;
        DefaultLastHttpContent end = new DefaultLastHttpContent(piece == null ? Unpooled.EMPTY_BUFFER : piece);
        if (carries) Framing.write(trailers, end.trailingHeaders());
        return end;
    }

    /// Nobody shall take what left for a whole answer.
    void breakOff() {
        ended = true;
        broken = true;
        letGo();
        channel.close();
        sent.tryFailure(new java.nio.channels.ClosedChannelException());
    }

    /// Runs once the end has left, or when it cannot any more.
    void whenSent(Runnable then) {
        if (ended) sent.addListener(_ -> then.run());
        else then.run();
    }

    private void send(Object message) {
        channel.write(Objects.requireNonNull(message), channel.voidPromise());
        flushSoon();
    }

    private void flushSoon() {
        if (flushing) return;
        flushing = true;
        channel.eventLoop().execute(this::flush);
    }

    void flush() {
        flushing = false;
        letGo();
        channel.flush();
        if (ended && !sent.isDone()) last.unread();
    }
}
