package dev.sallyport.postgres.wire;

import io.netty.buffer.ByteBuf;
import java.util.regex.Pattern;

/// The fields of a target's ErrorResponse or NoticeResponse (protocol, "Error and Notice Message Fields").
final class ErrorFields {

    private static final Pattern STATE = Pattern.compile("[0-9A-Z]{5}");

    private ErrorFields() {}

    /// The SQLSTATE; `58000` where there is none.
    static String state(ByteBuf in, int at, int end) {
        String state = field(in, at, end, 'C', "");
        return STATE.matcher(state).matches() ? state : "58000";
    }

    static String field(ByteBuf in, int at, int end, char type, String otherwise) {
        for (int i = at + 5; i < end && in.getByte(i) != 0; i = Wire.behindText(in, i, end)) {
            if (in.getByte(i) == type) return Wire.text(in, i + 1, end);
        }
        return otherwise;
    }
}
