package dev.sallyport.postgres.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

/// Protocol versions: 3.0 and 3.2 are spoken; a client that asks for another minor version or an extension is told
/// (NegotiateProtocolVersion) and goes on with what there is.
final class Negotiation {

    private static final int LONG_KEY_MINOR = 2;
    private static final int LONG_KEY_BYTES = 32;
    private static final int SHORT_KEY_BYTES = 4;

    private Negotiation() {}

    static void answer(StartupPacket packet, Channel channel) {
        int spoken = spoken(packet);
        if (spoken == packet.minor() && packet.extensions().isEmpty()) return;
        ByteBuf body = Unpooled.buffer().writeInt(Wire.PROTOCOL_3_0 | spoken);
        body.writeInt(packet.extensions().size());
        packet.extensions().forEach(name -> body.writeBytes(Wire.utf8z(name)));
        byte[] bytes = new byte[body.readableBytes()];
        body.readBytes(bytes);
        channel.write(Wire.message(channel.alloc(), 'v', bytes));
    }

    /// Cancel keys are 4 bytes in protocol 3.0; in 3.2 they may be longer and are.
    static int secretBytes(StartupPacket packet) {
        return spoken(packet) >= LONG_KEY_MINOR ? LONG_KEY_BYTES : SHORT_KEY_BYTES;
    }

    private static int spoken(StartupPacket packet) {
        return packet.minor() >= LONG_KEY_MINOR ? LONG_KEY_MINOR : 0;
    }
}
