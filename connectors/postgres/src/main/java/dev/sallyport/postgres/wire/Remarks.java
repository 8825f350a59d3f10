package dev.sallyport.postgres.wire;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.grammar.sql.query.Mistake;
import dev.sallyport.grammar.sql.query.Restated;
import dev.sallyport.transport.Ticket;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Errors and notices on their way to the agent: the target's own without values, where that is wanted, and the
/// gateway's in the place of the poison's. On the loop.
final class Remarks {

    private final Onward onward;
    private final boolean discreet;

    /// @param discreet what the target says may hold values that a mask would hide
    Remarks(Onward onward, boolean discreet) {
        this.onward = onward;
        this.discreet = discreet;
    }

    void notice(@Nullable Ticket head, ByteBuf in, int at, int end) {
        if (!discreet) return;
        if (Discretion.passes(in, at, end)) discreetly(head, in, at, end);
        else onward.drop(at, end);
    }

    /// An error, where it is the target's own.
    void error(@Nullable Ticket head, ByteBuf in, int at, int end) {
        if (discreet && (head == null || head.refusal() == null)) discreetly(head, in, at, end);
    }

    private void discreetly(@Nullable Ticket head, ByteBuf in, int at, int end) {
        onward.replace(
                at, end, Discretion.report(in, at, end, text -> head != null && head.says(text), onward.alloc()));
    }

    /// Why the head was refused stands in place of what the target said.
    void refuse(Ticket head, int at, int end) {
        Deny why = head.refusal();
        if (why == null) throw new IllegalStateException("no refusal to show");
        ErrorReport refusal = ErrorReport.refusal(why, head.requestId(), head.isFatal());
        Optional<ErrorReport> plain = mistake(head.about()).flatMap(mistake -> refusal.because(mistake, why));
        onward.replace(at, end, plain.orElse(refusal).encode(onward.alloc()));
    }

    private static Optional<Mistake> mistake(@Nullable Object about) {
        return switch (about) {
            case Understood text -> text.mistake();
            case Asked asked -> asked.text().mistake();
            case null, default -> Optional.empty();
        };
    }

    /// What the head asked for was said to the target in other words.
    void warn(Ticket head, int at) {
        if (!(head.about() instanceof Asked asked)) return;
        Restated restated = asked.text().restated();
        if (restated != null && !restated.warning().isEmpty())
            onward.insert(at, ErrorReport.warning(restated.warning()).encode(onward.alloc()));
    }
}
