package dev.sallyport.postgres.wire;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.transport.Ticket;
import dev.sallyport.transport.Turnstile;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/// DataRow and CopyData: each is counted, looked into, masked where the permit wants it, and heard; one that is beyond
/// the permit does not pass. On the loop.
final class Rows {

    private final Session session;
    private final Turnstile turnstile;
    private final Onward onward;
    private final Looks looks;
    private final Masks masks;
    private final Overheard overheard;
    private boolean passes;

    Rows(Session session, Onward onward, Looks looks, Masks masks, Overheard overheard) {
        this.session = session;
        this.turnstile = session.turnstile();
        this.onward = onward;
        this.looks = looks;
        this.masks = masks;
        this.overheard = overheard;
    }

    /// Rows that are looked into or changed have to be whole.
    boolean wanted() {
        Ticket head = turnstile.head();
        return head != null && (!head.masks().isEmpty() || looks.watches(head));
    }

    /// The first piece, or all, of a row.
    ///
    /// @param whole bytes of its message
    void row(ByteBuf in, int at, int end, int whole) {
        Ticket head = turnstile.head();
        passes = head != null && turnstile.record(head, whole);
        if (!passes || head == null) onward.drop(at, end);
        else if (in.getByte(at) == 'D' && beyond(head, in, at, end)) onward.drop(at, end);
        else if (!head.masks().isEmpty()) mask(head, in, at, end);
        else overheard.row(head, looks, in, at, end, whole);
    }

    /// A further piece of the last row.
    void more(int at, int end) {
        if (!passes) onward.drop(at, end);
    }

    /// A binary COPY ends with a row count of -1 and nothing else: no record.
    void copied(ByteBuf in, int at, int end, int whole) {
        boolean trailer = whole == 7 && end - at == whole && in.getShort(at + 5) == -1;
        Ticket head = turnstile.head();
        if (trailer && head != null && !head.isCut()) passes = true;
        else row(in, at, end, whole);
    }

    private boolean beyond(Ticket head, ByteBuf in, int at, int end) {
        Optional<Deny> why = looks.row(head, in, at, end);
        why.ifPresent(deny -> session.beyond(head, deny));
        return why.isPresent();
    }

    /// A row of COPY says nothing of its columns: none with masks is permitted, and none passes.
    private void mask(Ticket head, ByteBuf in, int at, int end) {
        Masking masking = in.getByte(at) == 'D' ? masks.of(head) : null;
        if (masking == null) {
            turnstile.stop(head, Masks.why());
            onward.drop(at, end);
        } else if (masking.isEmpty()) {
            overheard.row(head, looks, in, at, end, end - at);
        } else {
            ByteBuf shown = masking.row(in, at, end, onward.alloc());
            overheard.row(head, looks, shown, 0, shown.readableBytes(), shown.readableBytes());
            onward.replace(at, end, shown);
        }
    }
}
