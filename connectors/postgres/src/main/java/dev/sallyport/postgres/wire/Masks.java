package dev.sallyport.postgres.wire;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.grammar.sql.Meaning;
import dev.sallyport.transport.Ticket;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows the descriptions of masked answers. What cannot be masked for certain does not pass.
final class Masks {

    private @Nullable Ticket of;
    private @Nullable Masking masking;

    /// RowDescription or NoData.
    void described(Ticket head, ByteBuf in, int at, int end) {
        follow(head);
        boolean rows = in.getByte(at) == 'T';
        masking = rows ? masking(head, in, at, end).orElse(null) : null;
    }

    private static Optional<Masking> masking(Ticket head, ByteBuf in, int at, int end) {
        if (!(head.about() instanceof Asked asked)) return Optional.empty();
        Meaning meaning = asked.text().meaning();
        return meaning == null ? Optional.empty() : Masking.of(in, at, end, head.masks(), meaning.structure());
    }

    /// @return null when nobody can say what the row shows
    @Nullable
    Masking of(Ticket head) {
        follow(head);
        return masking;
    }

    private void follow(Ticket head) {
        if (of == head) return;
        of = head;
        masking = null;
    }

    static Deny why() {
        String reason = "the answer may show a column that has to be masked, and nobody can say where";
        return new Deny("masks", reason, List.of(new Signal.Operational(reason)));
    }
}
