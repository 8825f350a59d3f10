package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;

/// CONNECT (RFC 9110 section 9.3.6): what the agent takes for a tunnel to the target ends here, with a
/// certificate of the gateway's own for that host. Nothing is connected yet: each request inside is judged
/// like any other.
final class Connecting implements Handling {

    private static final System.Logger LOG = System.getLogger(Connecting.class.getName());

    private final AgentSide side;
    private final AgentOut out;
    private final HeadCheck.Good head;
    private boolean over;

    Connecting(AgentSide side, AgentOut out, HeadCheck.Good head) {
        this.side = side;
        this.out = out;
        this.head = head;
    }

    @Override
    public void begin() {}

    @Override
    public boolean taking() {
        return true;
    }

    @Override
    public void piece(ByteBuf piece) {}

    @Override
    public void ended(Fields trailers) {
        HttpReach reach = side.ground().now();
        if (side.stream() || side.link().tunnel() != null) {
            refuse(Faults.of(501, "a tunnel is opened by a connection of HTTP/1.1 only"));
        } else if (Routing.forward(head.authority(), true, reach) instanceof Routing.Unnamed unnamed) {
            refuse(unnamed.answer(reach, side.link()));
        } else if (side.link().chain().isEmpty() && !head.fields().has("proxy-authorization")) {
            refuse(Faults.ofProxy(Faults.of(401, "show a proof as the password of the proxy")));
        } else {
            open();
        }
    }

    private void refuse(Answer answer) {
        if (over) return;
        over = true;
        out.answer(answer);
        side.finished();
    }

    private void open() {
        try {
            side.ground().blocking().execute(this::certify);
        } catch (RejectedExecutionException closing) {
            refuse(Faults.of(503, "the gateway is closing"));
        }
    }

    private void certify() {
        try {
            SslContext face =
                    side.ground().now().names().forHost(head.authority().host());
            side.channel().eventLoop().execute(() -> established(face));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "no certificate for a tunnel: " + e.getMessage());
            side.channel()
                    .eventLoop()
                    .execute(() -> refuse(Faults.of(502, "the gateway cannot show itself as this host")));
        }
    }

    private void established(SslContext face) {
        if (over) return;
        over = true;
        Channel channel = side.channel();
        side.becameSomethingElse();
        HttpResponseStatus status = new HttpResponseStatus(200, "Connection Established");
        channel.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER));
        SslHandler tls = face.newHandler(channel.alloc(), side.ground().blocking());
        tls.setHandshakeTimeoutMillis(side.ground().limits().times().handshake().toMillis());
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast("inner", tls);
        pipeline.addLast(new Negotiating(side.ground(), side.link().inside(head.authority(), head.fields()), tls));
        Pipelines.leave(pipeline);
        channel.config().setAutoRead(true);
    }

    @Override
    public void writability() {}

    @Override
    public void halfClosed() {
        side.channel().close();
    }

    @Override
    public void gone() {
        over = true;
    }
}
