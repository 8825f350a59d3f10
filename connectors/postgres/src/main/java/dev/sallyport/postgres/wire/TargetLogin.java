package dev.sallyport.postgres.wire;

import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.transport.Frames;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// StartupMessage with the lease's role and SCRAM-SHA-256(-PLUS) with its password (RFC 5802, RFC 7677). A
/// target that asks for anything else is refused: a clear-text or MD5 exchange would show it the credential.
final class TargetLogin implements Frames {

    private static final int MAX_MESSAGE = 64 << 10;
    private static final int OK = 0;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;

    /// Who logs in.
    interface Host {

        /// @return who reads what comes next: the server's settings, its cancel key, and that it is ready
        Frames loggedIn(TargetSide side);

        void refused(Channel target, String why);
    }

    private final Host opening;
    private final Channel target;
    private final Route route;
    private final LogIn lease;
    private final Map<String, String> settings;
    private final Executor blocking;
    private @Nullable TargetSide side;
    private @Nullable ScramExchange scram;
    private boolean hashing;

    /// @param settings what the server is told besides what the lease has
    /// @param blocking hashes the password of a standing account
    TargetLogin(
            Host opening, Channel target, Route route, LogIn lease, Map<String, String> settings, Executor blocking) {
        this.opening = opening;
        this.target = target;
        this.route = route;
        this.lease = lease;
        this.settings = settings;
        this.blocking = blocking;
    }

    void start(TargetSide itsSide) {
        side = itsSide;
        ByteBuf body = Unpooled.buffer();
        put(body, "user", lease.role());
        put(body, "database", route.database());
        Map<String, String> told = new LinkedHashMap<>(lease.settings());
        told.putAll(settings);
        told.forEach((name, value) -> put(body, name, value));
        body.writeByte(0);
        ByteBuf packet = target.alloc().buffer(body.readableBytes() + 8);
        packet.writeInt(body.readableBytes() + 8).writeInt(Wire.PROTOCOL_3_0).writeBytes(body);
        target.writeAndFlush(packet);
    }

    private static void put(ByteBuf body, String name, String value) {
        body.writeBytes(Wire.utf8z(name)).writeBytes(Wire.utf8z(value));
    }

    @Override
    public int length(ByteBuf in, int at, int end) {
        if (end - at < 5) return 0;
        int length = in.getInt(at + 1) + 1;
        if (length < 5 || length > MAX_MESSAGE) throw new ProtocolViolation("the target's log-in message is too large");
        return length;
    }

    @Override
    public boolean frame(ByteBuf in, int at, int length) {
        switch (in.getByte(at)) {
            case 'R' -> authentication(in, at, length);
            case 'E' -> opening.refused(target, errorText(in, at, length));
            case 'N' -> {}
            default -> throw new ProtocolViolation("the target's log-in has an unexpected message");
        }
        if (side != null) side.inlet().skip(at + length);
        return true;
    }

    private void authentication(ByteBuf in, int at, int length) {
        if (length < 9) throw new ProtocolViolation("the target's authentication request is too short");
        int kind = in.getInt(at + 5);
        String data = in.toString(at + 9, length - 9, StandardCharsets.UTF_8);
        try {
            answer(kind, data);
        } catch (ProtocolViolation wrong) {
            opening.refused(target, wrong.reason());
        }
    }

    private void answer(int kind, String data) {
        if (hashing) throw new ProtocolViolation("its SCRAM messages are out of order");
        switch (kind) {
            case OK -> succeeded();
            case SASL -> firstMessage(data);
            case SASL_CONTINUE -> challenge(data);
            case SASL_FINAL -> exchange().verify(data);
            default -> opening.refused(target, "it asks for authentication method " + kind + ", only SCRAM is given");
        }
    }

    private ScramExchange exchange() {
        if (scram == null) throw new ProtocolViolation("its SCRAM messages are out of order");
        return scram;
    }

    private void firstMessage(String mechanisms) {
        if (scram != null) throw new ProtocolViolation("it asks for SCRAM twice");
        scram = ScramExchange.start(mechanisms, lease.secret(), target);
        byte[] first = scram.firstMessage().getBytes(StandardCharsets.UTF_8);
        byte[] length = Unpooled.buffer(4).writeInt(first.length).array();
        target.writeAndFlush(Wire.message(target.alloc(), 'p', Wire.utf8z(scram.mechanism()), length, first));
    }

    private void challenge(String serverFirst) {
        if (exchange().isSlow()) blocking.execute(() -> hash(serverFirst));
        else prove(exchange().finalMessage(serverFirst));
        hashing = exchange().isSlow();
    }

    /// Off the loop; until it is done the target has nothing to say.
    private void hash(String serverFirst) {
        try {
            String proof = exchange().finalMessage(serverFirst);
            target.eventLoop().execute(() -> prove(proof));
        } catch (ProtocolViolation wrong) {
            target.eventLoop().execute(() -> opening.refused(target, wrong.reason()));
        }
    }

    private void prove(String proof) {
        hashing = false;
        target.writeAndFlush(Wire.message(target.alloc(), 'p', proof.getBytes(StandardCharsets.UTF_8)));
    }

    private void succeeded() {
        if (scram == null || !scram.verified()) {
            opening.refused(target, "it let the lease in without proving that it knows its verifier");
            return;
        }
        TargetSide mySide = side;
        if (mySide == null) return;
        mySide.inlet().become(opening.loggedIn(mySide));
    }

    private static String errorText(ByteBuf in, int at, int length) {
        for (int i = at + 5; i < at + length && in.getByte(i) != 0; i = Wire.behindText(in, i, at + length)) {
            if (in.getByte(i) == 'M') return Wire.text(in, i + 1, at + length);
        }
        return "no reason given";
    }

    @Override
    public void turnEnded() {}
}
