package dev.sallyport.transport.http;

import dev.sallyport.transport.http.HttpLimits.Times;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The agent's side of one HTTP/1.1 connection, or of one stream of HTTP/2: requests one after the other,
/// each with whoever deals with it. What comes too early waits, and nothing more is read. Everything
/// happens on the connection's loop.
final class AgentSide extends ChannelInboundHandlerAdapter implements AgentOut.Last {

    private static final System.Logger LOG = System.getLogger(AgentSide.class.getName());

    private final Ground ground;
    private final Link link;
    private final boolean stream;
    private final Deque<Object> waiting = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Watch watch;
    private @Nullable Watch target;
    private @Nullable Watch ticks;
    private @Nullable Handling current;
    private @Nullable AgentOut out;
    private boolean requestEnded;
    private boolean stirred;
    private boolean keepAlive = true;
    private boolean over;
    private boolean draining;
    private boolean handedOver;
    private boolean lingering;
    private boolean inputShut;

    AgentSide(Ground ground, Link link, boolean stream) {
        this.ground = ground;
        this.link = link;
        this.stream = stream;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
        this.watch = new Watch(context.channel().eventLoop(), ground.nanos());
        this.target = new Watch(context.channel().eventLoop(), ground.nanos());
        this.ticks = new Watch(context.channel().eventLoop(), ground.nanos());
        if (!stream) watch().within(times().head(), this::idle);
    }

    private Times times() {
        return ground.limits().times();
    }

    Watch watch() {
        return Objects.requireNonNull(watch);
    }

    /// For what is waited for from a target.
    Watch target() {
        return Objects.requireNonNull(target);
    }

    /// Every second of a long answer.
    Watch ticks() {
        return Objects.requireNonNull(ticks);
    }

    boolean requestEnded() {
        return requestEnded;
    }

    /// The agent will say no more.
    boolean inputShut() {
        return inputShut;
    }

    Channel channel() {
        return Objects.requireNonNull(context).channel();
    }

    Ground ground() {
        return ground;
    }

    Link link() {
        return link;
    }

    boolean stream() {
        return stream;
    }

    // ---- what comes

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (over) {
            ReferenceCountUtil.release(message);
            return;
        }
        waiting.add(message);
        drain();
    }

    /// Hands over what may come now; reads on while nothing is left over.
    void drain() {
        if (draining) return;
        draining = true;
        try {
            while (!over && !waiting.isEmpty() && ready(waiting.element())) {
                Object next = waiting.remove();
                try {
                    take(next);
                } finally {
                    ReferenceCountUtil.release(next);
                }
            }
        } finally {
            draining = false;
        }
        if (!over && !inputShut) channel().config().setAutoRead(waiting.isEmpty());
    }

    private boolean ready(Object message) {
        if (current == null) return true;
        if (message instanceof HttpRequest) return false;
        boolean justTheEnd =
                message instanceof LastHttpContent end && !end.content().isReadable();
        return justTheEnd || current.taking();
    }

    private void take(Object message) {
        if (message instanceof HttpRequest request) begin(request);
        if (message instanceof HttpContent content && !over) body(content);
    }

    private void begin(HttpRequest request) {
        watch().off();
        stirred = false;
        requestEnded = false;
        keepAlive = HttpUtil.isKeepAlive(request);
        boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        boolean headOnly = request.method().name().equals("HEAD");
        AgentOut way = new AgentOut(channel(), new AgentOut.Manner(stream, headOnly, old), this);
        out = way;
        switch (HeadCheck.of(request, link.secure(), stream)) {
            case HeadCheck.Bad bad -> refuse(bad.status(), bad.detail());
            case HeadCheck.Good good -> {
                Handling next = Reading.of(this, way, good);
                current = next;
                next.begin();
            }
        }
    }

    private void body(HttpContent content) {
        Handling now = current;
        if (content.decoderResult().isFailure()) {
            refuse(400, "this is not a body that can be understood in one way only");
            return;
        }
        if (now != null && content.content().isReadable()) now.piece(content.content());
        if (content instanceof LastHttpContent end) bodyEnded(end);
    }

    private void bodyEnded(LastHttpContent end) {
        requestEnded = true;
        Handling now = current;
        if (now == null) {
            next();
            return;
        }
        try {
            now.ended(Framing.forNextHop(Framing.read(end.trailingHeaders())));
        } catch (IllegalArgumentException e) {
            refuse(400, "a trailer field has a character that cannot stand there");
        }
    }

    @Override
    public boolean last() {
        return !keepAlive || !requestEnded;
    }

    /// Nobody else waits for the agent any more: an answer that it never takes would be kept for ever.
    @Override
    public void unread() {
        AgentOut way = Objects.requireNonNull(out);
        var tooSlow = channel()
                .eventLoop()
                .schedule(this::forgetAnswer, times().agentWrite().toMillis(), TimeUnit.MILLISECONDS);
        way.whenSent(() -> tooSlow.cancel(false));
    }

    /// A stream that is closed after its last frame was written is not reset by Netty.
    private void forgetAnswer() {
        Channel channel = channel();
        if (!stream) channel.close();
        else
            channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL))
                    .addListener(ChannelFutureListener.CLOSE);
    }

    // ---- how it ends

    /// What cannot be read on: an answer, if none has begun, and the end.
    void refuse(int status, String detail) {
        keepAlive = false;
        AgentOut way = Objects.requireNonNull(out);
        Handling now = current;
        current = null;
        if (now != null) now.gone();
        if (way.headSent()) way.breakOff();
        else way.answer(Faults.of(status, detail));
        hangUp();
    }

    /// The answer has left, or was broken off.
    void finished() {
        current = null;
        AgentOut way = Objects.requireNonNull(out);
        if (way.broken()) {
            stopAll();
        } else if (stream) {
            if (requestEnded) stopAll();
            else hangUp();
        } else if (last() || way.endsWithConnection()) {
            hangUp();
        } else {
            next();
        }
    }

    private void next() {
        if (current != null || over || stream) return;
        watch().within(times().idleConnection(), this::idle);
        drain();
    }

    /// Between two requests, or before the first.
    private void idle() {
        if (current == null) hangUp();
    }

    /// The bytes of a head begin to come: from now on it must not take too long.
    void stirring() {
        if (current != null || over || stirred) return;
        stirred = true;
        watch().within(times().head(), this::idle);
    }

    /// Once what was written has left. Whoever has more to say than was read is listened to for a moment,
    /// or the end of the connection would overtake the answer (RFC 9112 section 9.6).
    void hangUp() {
        if (over) return;
        stopAll();
        AgentOut way = out;
        if (way == null) channel().close();
        else way.whenSent(() -> linger(requestEnded));
    }

    private void linger(boolean heardToTheEnd) {
        Channel channel = channel();
        if (heardToTheEnd || stream || inputShut || !channel.isActive()) {
            channel.close();
            return;
        }
        lingering = true;
        channel.config().setAutoRead(true);
        channel.eventLoop().schedule(() -> channel.close(), Parting.LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopAll() {
        over = true;
        releaseWaiting();
        stopWatches();
    }

    private void stopWatches() {
        watch().stop();
        target().stop();
        ticks().stop();
    }

    private void releaseWaiting() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    /// Another protocol takes over the connection.
    void becameSomethingElse() {
        over = true;
        handedOver = true;
        channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        current = null;
        releaseWaiting();
        watch().stop();
        target().stop();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (current != null) current.writability();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            keepAlive = false;
            inputShut = true;
            if (lingering) context.close();
            else if (current == null) hangUp();
            else current.halfClosed();
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leave();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        leave();
    }

    private void leave() {
        if (handedOver) return;
        Handling now = current;
        current = null;
        over = true;
        releaseWaiting();
        stopWatches();
        if (now != null) now.gone();
    }

    /// A peer's broken bytes end its conversation and nothing else. A stream of HTTP/2 is reset by Netty
    /// then, which says why and counts it: whoever makes the gateway reset too many loses the connection.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        boolean reset = stream && cause instanceof Http2Exception;
        boolean theirs = reset
                || cause instanceof IOException
                || cause instanceof UncheckedIOException
                || cause instanceof io.netty.handler.codec.DecoderException;
        LOG.log(theirs ? Level.DEBUG : Level.ERROR, "a conversation failed", cause);
        if (!reset) context.close();
    }
}
