package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.query.Restated;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/// Puts what the target is to hear into the place of what the agent said: the text of a Query, and of
/// each Parse of a run, which all concern one statement.
final class Restating {

    private Restating() {}

    /// @param cargo whole frames; released when something else is returned
    static ByteBuf of(Understood text, ByteBuf cargo) {
        Restated restated = text.restated();
        if (restated == null) return cargo;
        byte[] sql = restated.sql().getBytes(StandardCharsets.UTF_8);
        ByteBuf said = cargo.alloc().buffer(cargo.readableBytes() + sql.length);
        for (int at = cargo.readerIndex(); at < cargo.writerIndex(); at = next(cargo, at)) frame(cargo, at, sql, said);
        cargo.release();
        return said;
    }

    private static void frame(ByteBuf cargo, int at, byte[] sql, ByteBuf said) {
        int end = next(cargo, at);
        switch (cargo.getByte(at)) {
            case 'Q' -> replace(cargo, at, at + 5, sql, said);
            case 'P' -> replace(cargo, at, Wire.behindText(cargo, at + 5, end), sql, said);
            default -> said.writeBytes(cargo, at, end - at);
        }
    }

    /// @param from where the text begins
    private static void replace(ByteBuf cargo, int at, int from, byte[] sql, ByteBuf said) {
        int end = next(cargo, at);
        int tail = Wire.behindText(cargo, from, end) - 1;
        said.writeByte(cargo.getByte(at))
                .writeInt(from - at - 1 + sql.length + end - tail)
                .writeBytes(cargo, at + 5, from - at - 5)
                .writeBytes(sql)
                .writeBytes(cargo, tail, end - tail);
    }

    private static int next(ByteBuf cargo, int at) {
        return at + 1 + cargo.getInt(at + 1);
    }
}
