package dev.sallyport.postgres.fuzz;

import dev.sallyport.postgres.lease.ScramSecret;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// One connection of the target's: start-up, then answers until the visitor leaves. Like PostgreSQL it
/// keeps its answers back until a Sync, a Flush or the end of a Query.
final class ServerSide {

    private static final int CANCEL_REQUEST = 80877102;
    private static final int LARGEST = 64 << 20;

    private final Socket visitor;
    private final DataInputStream in;
    private final ScramSecret secret;
    private final UnaryOperator<List<byte[]>> distortion;
    private final Consumer<ScriptedTarget.Heard> heard;
    private final Answering answering = new Answering(this::say);
    private final List<byte[]> saying = new ArrayList<>();

    ServerSide(
            Socket visitor,
            ScramSecret secret,
            UnaryOperator<List<byte[]>> distortion,
            Consumer<ScriptedTarget.Heard> heard)
            throws IOException {
        this.visitor = visitor;
        this.in = new DataInputStream(visitor.getInputStream());
        this.secret = secret;
        this.distortion = distortion;
        this.heard = heard;
    }

    void serve() throws IOException {
        byte[] start = in.readNBytes(in.readInt() - 4);
        if (java.nio.ByteBuffer.wrap(start).getInt() == CANCEL_REQUEST) return;
        logIn();
        while (true) {
            char type = (char) in.readUnsignedByte();
            byte[] body = body();
            heard.accept(new ScriptedTarget.Heard(type, body));
            if (type == 'X') return;
            if (answering.answer(type, body)) flush();
        }
    }

    private byte[] body() throws IOException {
        int length = in.readInt() - 4;
        if (length < 0 || length > LARGEST) throw new IOException("no length of a gateway's: " + length);
        byte[] body = in.readNBytes(length);
        if (body.length < length) throw new IOException("it left in the middle");
        return body;
    }

    private void logIn() throws IOException {
        ServerScram scram = new ServerScram(secret);
        say(Frame.of('R', Frame.int4(10), Frame.z("SCRAM-SHA-256"), new byte[1]));
        flush();
        say(Frame.of('R', Frame.int4(11), scram.challenge(password())));
        flush();
        say(Frame.of('R', Frame.int4(12), scram.proof(password())));
        say(Frame.of('R', Frame.int4(0)));
        say(Frame.of('S', Frame.z("server_version"), Frame.z("18.0")));
        say(Frame.of('K', Frame.int4(4711), Frame.int4(815)));
        say(Frame.of('Z', new byte[] {'I'}));
        flush();
    }

    private byte[] password() throws IOException {
        if (in.readByte() != 'p') throw new IOException("a password message was expected");
        return body();
    }

    private void say(byte[] frame) {
        saying.add(frame);
    }

    private void flush() throws IOException {
        List<byte[]> said = distortion.apply(List.copyOf(saying));
        saying.clear();
        visitor.getOutputStream().write(Frame.join(said.toArray(byte[][]::new)));
        visitor.getOutputStream().flush();
    }
}
