package dev.sallyport.postgres.wire;

import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.transport.Inlet;
import dev.sallyport.transport.PeerAddress;
import dev.sallyport.transport.PeerCertificates;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/// The agent's side of one conversation: its channel, its inlet, the phase it is in.
final class Conversation extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger(Conversation.class.getName());

    private final Surroundings surroundings;
    private final Channel channel;
    private final Inlet inlet;
    private final Future<?> handshakeTimer;
    private Phase phase;
    private boolean over;
    private boolean accountedFor;
    private String target = "";

    private Conversation(Surroundings surroundings, Channel channel) {
        this.surroundings = surroundings;
        this.channel = channel;
        this.phase = new Greeting(this);
        this.inlet = new Inlet(channel, phase);
        long patience = surroundings.limits().handshake().toMillis();
        this.handshakeTimer = channel.eventLoop().schedule(this::tooSlow, patience, TimeUnit.MILLISECONDS);
    }

    static ChannelInboundHandlerAdapter handler(Surroundings surroundings) {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                context.pipeline().replace(this, "conversation", new Conversation(surroundings, context.channel()));
            }
        };
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Channel channel() {
        return channel;
    }

    Inlet inlet() {
        return inlet;
    }

    void become(Phase next) {
        phase = next;
        inlet.become(next);
    }

    void started() {
        handshakeTimer.cancel(false);
    }

    /// Nobody knows yet who it is: what it asks for, for the trail.
    void seeks(String itsTarget) {
        target = itsTarget;
    }

    String peer() {
        return peer(channel);
    }

    /// What the client showed in the TLS handshake, leaf first; empty without TLS or certificate.
    List<X509Certificate> certificates() {
        SslHandler tls = (SslHandler) channel.pipeline().get("tls");
        return tls == null ? List.of() : PeerCertificates.of(tls);
    }

    private static String peer(Channel channel) {
        return PeerAddress.of(channel.remoteAddress());
    }

    /// From now on the gate records why it turns somebody away.
    void knocked() {
        accountedFor = true;
    }

    /// Says why, puts it into the trail if the gate has not been asked, then hangs up.
    void refuse(RefusalReason reason, ErrorReport why) {
        if (over) return;
        hangUp(accountedFor ? why : why.recorded(reason, record(reason, why.message())));
    }

    private String record(RefusalReason reason, String detail) {
        accountedFor = true;
        return surroundings.gate().turnedAway(new Rejection(target, peer(), reason, detail));
    }

    /// It is closed without a word: there is no room to speak to it.
    static void tooMany(Surroundings surroundings, Channel channel) {
        String detail = "too many connections are open at once: `"
                + surroundings.limits().maxConversations() + "`";
        surroundings.gate().turnedAway(new Rejection("", peer(channel), RefusalReason.TOO_MANY_SESSIONS, detail));
    }

    /// Says why, then hangs up.
    void hangUp(ErrorReport why) {
        if (over) return;
        inlet.pause(dev.sallyport.transport.Pause.CLOSING);
        channel.writeAndFlush(why.encode(channel.alloc())).addListener(ChannelFutureListener.CLOSE);
    }

    private void tooSlow() {
        refuse(RefusalReason.PROTOCOL, ErrorReport.fatal(ErrorReport.PROTOCOL_VIOLATION, "start-up took too long"));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        inlet.receive((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        phase.turnEnded();
    }

    /// Of what the agent sends alone: a watch on writes would make a promise for each of them.
    void watchIdle(Duration idle) {
        channel.pipeline()
                .addBefore("conversation", "idle", new IdleStateHandler(idle.toMillis(), 0, 0, TimeUnit.MILLISECONDS));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) phase.idle();
        if (event instanceof SslHandshakeCompletionEvent tls && !tls.isSuccess()) handshakeFailed(tls.cause());
    }

    /// Who just leaves was not refused. Who is, hears of it from TLS itself.
    private void handshakeFailed(Throwable cause) {
        if (cause instanceof ClosedChannelException || accountedFor) return;
        record(RefusalReason.PROTOCOL, "the TLS handshake failed: " + cause.getMessage());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        phase.agentWritable(channel.isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over = true;
        handshakeTimer.cancel(false);
        phase.closed();
        inlet.release();
    }

    /// A peer's broken bytes end its conversation and nothing else.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof ProtocolViolation violation) {
            refuse(RefusalReason.PROTOCOL, ErrorReport.fatal(ErrorReport.PROTOCOL_VIOLATION, violation.reason()));
            return;
        }
        if (cause instanceof IOException || cause.getCause() instanceof SSLException)
            LOG.log(Level.DEBUG, "the agent's connection broke", cause);
        else LOG.log(Level.ERROR, "a conversation failed", cause);
        context.close();
    }
}
