package dev.sallyport.transport.http;

import dev.sallyport.transport.http.Refusal.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A target's side of one HTTP/1.1 connection, or of one stream of HTTP/2: one request at a time. On its
/// loop only.
final class TargetSide extends ChannelInboundHandlerAdapter implements Wire {

    private static final System.Logger LOG = System.getLogger(TargetSide.class.getName());
    private static final int INTERIM_MOST = 16;

    private final Channel channel;
    private final boolean stream;
    private final Home home;
    private @Nullable Trip trip;
    private boolean used;
    private boolean sent;
    private boolean answering;
    private boolean keepAlive;
    private boolean skipping;
    private boolean dirty;
    private int interim;

    /// Where a connection goes back to.
    interface Home {

        /// @param reusable whether it can carry another request
        void free(TargetSide side, boolean reusable);

        /// It was idle for too long, and nothing of an answer has come.
        void retry(Trip trip);
    }

    TargetSide(Channel channel, boolean stream, Home home) {
        this.channel = channel;
        this.stream = stream;
        this.home = home;
    }

    Channel channel() {
        return channel;
    }

    /// Something of an answer has come.
    boolean answered() {
        return answering;
    }

    void begin(Trip next) {
        boolean stale = used;
        trip = next;
        used = true;
        sent = !next.streams();
        answering = false;
        interim = 0;
        reused = stale;
        write(next.message(stream));
        next.call().open(this);
    }

    private boolean reused;

    private void write(Object message) {
        channel.write(message, channel.voidPromise());
        if (dirty) return;
        dirty = true;
        channel.eventLoop().execute(this::flush);
    }

    private void flush() {
        dirty = false;
        channel.flush();
    }

    // ---- the request

    @Override
    public void body(ByteBuf piece) {
        if (trip == null || sent) piece.release();
        else write(new DefaultHttpContent(piece));
    }

    @Override
    public void bodyEnd(Fields trailers) {
        if (trip == null || sent) return;
        sent = true;
        if (trailers.all().isEmpty()) {
            write(LastHttpContent.EMPTY_LAST_CONTENT);
            return;
        }
        DefaultLastHttpContent end = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
        Framing.write(trailers, end.trailingHeaders());
        write(end);
    }

    @Override
    public boolean writable() {
        return channel.isWritable();
    }

    @Override
    public void reading(boolean on) {
        if (trip != null) channel.config().setAutoRead(on);
    }

    @Override
    public void abort() {
        if (trip == null) return;
        trip = null;
        channel.close();
        home.free(this, false);
    }

    // ---- the answer

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            Trip now = trip;
            if (now == null) context.close();
            else read(now, message);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(Trip now, Object message) {
        if (message instanceof HttpResponse response) head(now, response, message);
        if (message instanceof HttpContent content && now.equals(trip)) content(now, content);
    }

    private void head(Trip now, HttpResponse response, Object message) {
        int status = response.status().code();
        if (response.decoderResult().isFailure() || answering) {
            broken("the target's answer cannot be read in one way only");
        } else if (status == 101) {
            switching(now, response);
        } else if (status < 200) {
            skipping = !stream || message instanceof LastHttpContent;
            if (++interim > INTERIM_MOST) broken("the target sends one interim answer after the other");
        } else {
            answer(now, response, status);
        }
    }

    private void answer(Trip now, HttpResponse response, int status) {
        try {
            Fields fields = Framing.read(response.headers());
            List<String> codings = fields.values("transfer-encoding");
            boolean plain = codings.isEmpty()
                    || (codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked"));
            if (!plain || (status > 599)) {
                broken("the target's answer cannot be read in one way only");
                return;
            }
            answering = true;
            keepAlive = HttpUtil.isKeepAlive(response);
            long length = HttpUtil.getContentLength(response, -1L);
            now.call().head(new ResponseHead(status, Framing.forNextHop(fields), length));
        } catch (IllegalArgumentException e) {
            broken("a field of the target's answer has a character that cannot stand there");
        }
    }

    private void switching(Trip now, HttpResponse response) {
        boolean asked = !now.request().upgrade().isEmpty()
                && now.request().upgrade().equalsIgnoreCase(response.headers().get("upgrade", ""));
        if (!asked || stream) {
            broken("the target changes to a protocol that was not asked for");
            return;
        }
        Fields fields = Framing.forNextHop(Framing.read(response.headers()));
        trip = null;
        home.free(this, false);
        now.call().switched(new ResponseHead(101, fields, -1), channel);
    }

    private void content(Trip now, HttpContent content) {
        if (content.decoderResult().isFailure()) {
            broken("the target's answer cannot be read in one way only");
            return;
        }
        if (skipping || !answering) {
            if (content instanceof LastHttpContent) skipping = false;
            return;
        }
        if (content.content().isReadable()) now.call().data(content.content());
        if (content instanceof LastHttpContent end && now.equals(trip)) ended(now, end);
    }

    private void ended(Trip now, LastHttpContent end) {
        Fields trailers = trailers(end);
        trip = null;
        boolean reusable = keepAlive && sent && !stream && channel.isActive();
        if (reusable) channel.config().setAutoRead(true);
        else if (!stream || !sent) channel.close();
        home.free(this, reusable);
        now.call().end(trailers);
    }

    private static Fields trailers(LastHttpContent end) {
        try {
            return Framing.forNextHop(Framing.read(end.trailingHeaders()));
        } catch (IllegalArgumentException e) {
            return Fields.NONE;
        }
    }

    private void broken(String why) {
        Trip now = trip;
        if (now == null) return;
        trip = null;
        channel.close();
        home.free(this, false);
        now.call().failed(Kind.UNREACHABLE, why);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Trip now = trip;
        trip = null;
        home.free(this, false);
        if (now == null) return;
        if (reused && !answering && now.repeatable() && now.call().waiting()) home.retry(now.repeated());
        else now.call().failed(Kind.UNREACHABLE, "the target closed the connection before its answer had ended");
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (trip != null) trip.call().writability();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame) broken("the target took the request back");
        ReferenceCountUtil.release(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        boolean theirs =
                cause instanceof IOException || cause instanceof DecoderException || cause instanceof Http2Exception;
        LOG.log(theirs ? Level.DEBUG : Level.WARNING, "a connection to a target failed", cause);
        broken("the connection to the target broke");
        context.close();
    }
}
