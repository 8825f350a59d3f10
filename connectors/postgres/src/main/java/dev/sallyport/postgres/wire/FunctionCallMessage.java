package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;

/// FunctionCall, as psql's `\lo_import` and pgjdbc's large objects use it.
///
/// @param rest formats and arguments as they came: a fingerprint must cover them
record FunctionCallMessage(long oid, BoundValue rest) {

    private static final int BEFORE_OID = 5;
    private static final int BEFORE_REST = 9;

    static FunctionCallMessage parse(ByteBuf in, int at, int end) {
        if (end - at < BEFORE_REST) throw new ProtocolViolation("the function call message is too short");
        byte[] rest = new byte[end - at - BEFORE_REST];
        in.getBytes(at + BEFORE_REST, rest);
        return new FunctionCallMessage(in.getUnsignedInt(at + BEFORE_OID), new BoundValue(0, true, rest));
    }

    /// Stands in the trail where others have their text.
    String statement() {
        return "function call by message: oid " + oid;
    }
}
