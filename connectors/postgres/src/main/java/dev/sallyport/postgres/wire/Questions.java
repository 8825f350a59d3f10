package dev.sallyport.postgres.wire;

import dev.sallyport.postgres.plan.Claim;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/// All that is said on the connection of a witness (R10): the agent's statement in a Parse, which plans and
/// runs nothing; a PREPARE of the agent's as it is; the one sentence [#plan]; and a [Count] of the gateway's own.
final class Questions {

    static final String NAME = "sallyport_witness";

    private Questions() {}

    /// Puts the statement under a name and asks what it takes and answers. Parsed as one statement,
    /// whatever it is.
    ///
    /// @param types declared types of its parameters
    static ByteBuf prepare(ByteBufAllocator alloc, Claim.Query query, List<Long> types) {
        ByteBuf all = alloc.buffer();
        String name = name(query);
        append(all, Wire.message(alloc, 'C', new byte[] {'S'}, Wire.utf8z(name)));
        boolean named = !query.name().isEmpty();
        append(all, Wire.message(alloc, 'P', Wire.utf8z(named ? "" : name), Wire.utf8z(query.sql()), oids(types)));
        if (named) {
            append(all, Wire.message(alloc, 'B', new byte[8]));
            append(all, Wire.message(alloc, 'E', new byte[5]));
        }
        append(all, Wire.message(alloc, 'D', new byte[] {'S'}, Wire.utf8z(name)));
        append(all, Wire.sync());
        return all;
    }

    static ByteBuf plan(ByteBufAllocator alloc, Claim.Query query, int parameters) {
        return Wire.message(alloc, 'Q', Wire.utf8z(plan(name(query), parameters)));
    }

    /// EXPLAIN without ANALYZE runs nothing; what stands for the parameters is not looked at, since plans
    /// are generic.
    static String plan(String name, int parameters) {
        String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
        String nulls = parameters == 0 ? "" : "(" + String.join(", ", Collections.nCopies(parameters, "NULL")) + ")";
        return "EXPLAIN (VERBOSE, FORMAT JSON) EXECUTE " + quoted + nulls;
    }

    /// Values come as parameters: nothing of the agent's stands in the text but names of the catalog.
    static ByteBuf count(ByteBufAllocator alloc, Count count) {
        ByteBuf bind = Unpooled.buffer().writeByte(0).writeByte(0).writeShort(0);
        bind.writeShort(count.arrays().size());
        for (String array : count.arrays()) {
            byte[] text = array.getBytes(StandardCharsets.UTF_8);
            bind.writeInt(text.length).writeBytes(text);
        }
        byte[] bound = new byte[bind.writeShort(0).readableBytes()];
        bind.readBytes(bound);
        ByteBuf all = alloc.buffer();
        append(all, Wire.message(alloc, 'P', Wire.utf8z(""), Wire.utf8z(count.sql()), oids(List.of())));
        append(all, Wire.message(alloc, 'B', bound));
        append(all, Wire.message(alloc, 'E', new byte[5]));
        append(all, Wire.sync());
        return all;
    }

    private static String name(Claim.Query query) {
        return query.name().isEmpty() ? NAME : query.name();
    }

    private static byte[] oids(List<Long> types) {
        ByteBuf oids = Unpooled.buffer(2 + 4 * types.size()).writeShort(types.size());
        types.forEach(type -> oids.writeInt((int) (long) type));
        byte[] bytes = new byte[oids.readableBytes()];
        oids.readBytes(bytes);
        return bytes;
    }

    private static void append(ByteBuf all, ByteBuf message) {
        all.writeBytes(message);
        message.release();
    }
}
