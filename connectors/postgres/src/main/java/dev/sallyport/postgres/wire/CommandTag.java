package dev.sallyport.postgres.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// The tag of CommandComplete: `UPDATE 3`, `INSERT 0 3`, `COPY 3` say how many rows were changed.
final class CommandTag {

    private CommandTag() {}

    /// Empty for SELECT and FETCH, whose rows were counted as they passed, and for tags without a number.
    static OptionalLong changed(ByteBuf in, int at, int end) {
        byte first = in.getByte(at);
        if (first != 'I' && first != 'U' && first != 'D' && first != 'M' && first != 'C') return OptionalLong.empty();
        String tag = in.toString(at, Math.max(0, end - at - 1), StandardCharsets.US_ASCII);
        String number = tag.substring(tag.lastIndexOf(' ') + 1);
        if (number.isEmpty() || number.length() > 18 || !number.chars().allMatch(c -> c >= '0' && c <= '9'))
            return OptionalLong.empty();
        return OptionalLong.of(Long.parseLong(number));
    }
}
