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

    private final Outcome outcome;
    private final Channel target;
    private final String database;
    private final LogIn lease;
    private final Map<String, String> settings;
    private final Executor blocking;
    private @Nullable TargetSide side;
    private @Nullable ScramExchange scram;
    private boolean hashing;

    /// Called on the target's loop.
    interface Outcome {

        void refused(Channel target, String why);

        /// The target's settings, BackendKeyData and ReadyForQuery are still to come.
        ///
        /// @return who reads them
        Frames loggedIn(Channel target, TargetSide side);
    }

    /// @param settings that the target is told, besides those of the lease
    TargetLogin(
            Outcome outcome,
            Channel target,
            String database,
            LogIn lease,
            Map<String, String> settings,
            Executor blocking) {
        this.outcome = outcome;
        this.target = target;
        this.database = database;
        this.lease = lease;
        this.settings = settings;
        this.blocking = blocking;
    }

    void start(TargetSide itsSide) {
        side = itsSide;
        ByteBuf body = Unpooled.buffer();
        put(body, "user", lease.role());
        put(body, "database", database);
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
            case 'E' -> outcome.refused(target, Wire.errorText(in, at, length));
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
            outcome.refused(target, wrong.reason());
        }
    }

    private void answer(int kind, String data) {
        if (hashing) throw new ProtocolViolation("its SCRAM messages are out of order");
        switch (kind) {
            case OK -> succeeded();
            case SASL -> firstMessage(data);
            case SASL_CONTINUE -> challenge(data);
            case SASL_FINAL -> exchange().verify(data);
            default -> outcome.refused(target, "it asks for authentication method " + kind + ", only SCRAM is given");
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
            target.eventLoop().execute(() -> outcome.refused(target, wrong.reason()));
        }
    }

    private void prove(String proof) {
        hashing = false;
        target.writeAndFlush(Wire.message(target.alloc(), 'p', proof.getBytes(StandardCharsets.UTF_8)));
    }

    private void succeeded() {
        if (scram == null || !scram.verified()) {
            outcome.refused(target, "it let the lease in without proving that it knows its verifier");
            return;
        }
        TargetSide mySide = side;
        if (mySide == null) return;
        mySide.inlet().become(outcome.loggedIn(target, mySide));
    }

    @Override
    public void turnEnded() {}
}
