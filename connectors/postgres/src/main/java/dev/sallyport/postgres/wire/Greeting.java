package dev.sallyport.postgres.wire;

import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The untyped packets at the start: TLS and GSS requests, cancel requests, the start-up packet. Plain-text start-ups
/// are refused before the password is asked for (R17), unless the target allows them.
final class Greeting implements Phase {

    private static final int MAX_PACKET = 10_000;
    private static final int TLS_HANDSHAKE = 0x16;

    private final Conversation conversation;

    Greeting(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public int length(ByteBuf in, int at, int end) {
        if (at == end) return 0;
        if (in.getByte(at) == TLS_HANDSHAKE && !encrypted()) return end - at;
        if (end - at < 4) return 0;
        int length = in.getInt(at);
        if (length < 8 || length > MAX_PACKET) throw new ProtocolViolation("this is no start-up packet");
        return length;
    }

    @Override
    public boolean frame(ByteBuf in, int at, int length) {
        if (in.getByte(at) == TLS_HANDSHAKE && !encrypted()) return directTls(at + length);
        int code = in.getInt(at + 4);
        switch (code) {
            case Wire.SSL_REQUEST -> sslRequest(in, at + length);
            case Wire.GSS_REQUEST -> answer(at + length, 'N');
            case Wire.CANCEL_REQUEST -> cancelRequest(in, at, length);
            default -> startup(code, in, at, length);
        }
        return true;
    }

    private void answer(int end, char letter) {
        conversation.inlet().skip(end);
        Channel channel = conversation.channel();
        channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {(byte) letter}));
    }

    private void sslRequest(ByteBuf in, int end) {
        SslContext tls = conversation.surroundings().tls();
        if (tls == null || encrypted()) {
            answer(end, 'N');
            return;
        }
        if (in.writerIndex() > end) throw new ProtocolViolation("bytes came before the TLS handshake");
        answer(end, 'S');
        encrypt(tls);
    }

    /// TLS from the first byte (ALPN `postgresql`), without an SSLRequest.
    private boolean directTls(int end) {
        SslContext tls = conversation.surroundings().tls();
        if (tls == null) throw new ProtocolViolation("TLS is not offered here");
        ByteBuf hello = conversation.inlet().take(end);
        encrypt(tls);
        conversation.channel().pipeline().fireChannelRead(hello);
        return true;
    }

    private void encrypt(SslContext tls) {
        Channel channel = conversation.channel();
        SslHandler handler =
                tls.newHandler(channel.alloc(), conversation.surroundings().blocking());
        handler.setHandshakeTimeoutMillis(
                conversation.surroundings().limits().handshake().toMillis());
        channel.pipeline().addFirst("tls", handler);
    }

    private boolean encrypted() {
        return conversation.channel().pipeline().get("tls") != null;
    }

    private void cancelRequest(ByteBuf in, int at, int length) {
        if (length < 16) throw new ProtocolViolation("the cancel request is too short");
        byte[] secret = new byte[length - 12];
        in.getBytes(at + 12, secret);
        conversation.surroundings().cancellations().cancel(in.getInt(at + 8), secret);
        conversation.inlet().skip(at + length);
        conversation.channel().close();
    }

    private void startup(int version, ByteBuf in, int at, int length) {
        StartupPacket packet = StartupPacket.parse(version, in, at + 8, at + length);
        conversation.inlet().skip(at + length);
        if (packet.major() != 3)
            throw new ProtocolViolation("protocol version 3 is spoken here, not `" + packet.major() + "`");
        Map<String, Route> routes = conversation.surroundings().routes();
        String target = TargetName.of(packet, routes.keySet());
        conversation.seeks(target);
        if (!packet.parameter("replication").isEmpty() && !isOff(packet.parameter("replication")))
            conversation.refuse(
                    RefusalReason.PROTOCOL, ErrorReport.fatal(ErrorReport.DENIED, "replication is not offered"));
        else knock(packet, target, routes.get(target));
    }

    private static boolean isOff(String value) {
        return value.equals("false") || value.equals("off") || value.equals("no") || value.equals("0");
    }

    private void knock(StartupPacket packet, String target, @Nullable Route route) {
        if (!encrypted() && !allowsClearText(route)) {
            conversation.refuse(
                    RefusalReason.CLEAR_TEXT,
                    ErrorReport.fatal(
                            ErrorReport.NOT_AUTHORIZED, "clear text is refused here: connect with sslmode=require"));
            return;
        }
        Knock knock = new Knock(conversation, packet, target);
        conversation.become(knock);
        knock.begin();
    }

    private static boolean allowsClearText(@Nullable Route route) {
        return route != null && route.clearText();
    }

    @Override
    public void turnEnded() {}

    @Override
    public void closed() {}

    @Override
    public void idle() {}

    @Override
    public void agentWritable(boolean writable) {}
}
