package dev.sallyport.postgres.wire;

import io.netty.buffer.ByteBuf;

/// The names of statements and portals in Parse, Bind, Describe, Close and Execute. PostgreSQL compares only
/// their first bytes (`NAMEDATALEN` of `pg_config_manual.h`, through `dynahash.c`): two longer names that are
/// different here may be one there, and what was judged under the one would run under the other.
final class ProtocolNames {

    static final int MOST_BYTES = 63;

    private ProtocolNames() {}

    /// @param at where a message of one of those types starts; another type has no such names
    static boolean overlong(ByteBuf in, int at, int end) {
        return switch (in.getByte(at)) {
            case 'P', 'E' -> length(in, at + 5, end) > MOST_BYTES;
            case 'C', 'D' -> length(in, at + 6, end) > MOST_BYTES;
            case 'B' -> {
                int portal = length(in, at + 5, end);
                yield portal > MOST_BYTES || length(in, at + 6 + portal, end) > MOST_BYTES;
            }
            default -> false;
        };
    }

    private static int length(ByteBuf in, int at, int end) {
        return Wire.behindText(in, at, end) - at - 1;
    }
}
