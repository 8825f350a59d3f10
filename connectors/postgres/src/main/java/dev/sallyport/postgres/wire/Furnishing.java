package dev.sallyport.postgres.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/// Tells a back end that was logged in ahead what its agent brought at start-up, which is then as it
/// would have been told at log-in, apart from RESET: that goes back to the role's own settings. Names
/// and values are parameters of one sentence, so nothing of the agent's is ever read as SQL (R10).
final class Furnishing {

    private static final byte[] SET_CONFIG = Wire.utf8z("SELECT pg_catalog.set_config($1, $2, false)");
    private static final byte[] UNNAMED = {0};

    private final WarmBackEnd warm;
    private final Map<String, String> settings;
    private final Runnable furnished;
    private final Consumer<String> refused;
    private boolean done;

    /// @param furnished or `refused`, with the target's words, is called once on the back end's loop
    Furnishing(WarmBackEnd warm, Map<String, String> settings, Runnable furnished, Consumer<String> refused) {
        this.warm = warm;
        this.settings = settings;
        this.furnished = furnished;
        this.refused = refused;
    }

    void start() {
        if (settings.isEmpty()) {
            furnished.run();
            return;
        }
        warm.side().inlet().become(new Settling(warm.greeting(), this::ready, this::failed).of(warm.side()));
        warm.channel().writeAndFlush(asked());
    }

    private ByteBuf asked() {
        ByteBuf out = warm.channel().alloc().buffer();
        Wire.append(out, 'P', UNNAMED, SET_CONFIG, new byte[2]);
        settings.forEach((name, value) -> set(out, name, value));
        Wire.append(out, 'C', new byte[] {'S'}, UNNAMED);
        Wire.append(out, 'S');
        return out;
    }

    private static void set(ByteBuf out, String name, String value) {
        Wire.append(out, 'B', UNNAMED, UNNAMED, new byte[] {0, 0, 0, 2}, text(name), text(value), new byte[2]);
        Wire.append(out, 'E', UNNAMED, new byte[4]);
    }

    private static byte[] text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return java.nio.ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private void ready() {
        if (done) return;
        done = true;
        furnished.run();
    }

    private void failed(String why) {
        if (done) return;
        done = true;
        refused.accept(why);
    }
}
