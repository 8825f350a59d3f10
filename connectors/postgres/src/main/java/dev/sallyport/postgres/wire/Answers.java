package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.query.Effect;
import dev.sallyport.transport.Form;
import dev.sallyport.transport.Frames;
import dev.sallyport.transport.ProtocolViolation;
import dev.sallyport.transport.Ticket;
import dev.sallyport.transport.Turnstile;
import io.netty.buffer.ByteBuf;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The target's messages once it has let the lease in: whose answer is this, may it pass? A large row passes piece by
/// piece.
final class Answers implements Frames {

    private static final int PIECEMEAL = 64 << 10;
    private static final int MAX_OTHER = 16 << 20;

    private final Session session;
    private final Turnstile turnstile;
    private final Names names;
    private final Structure structure;
    private final LongSupplier nanos;
    private final Onward onward;
    private final Rows rows;
    private final Remarks remarks;
    private final Masks masks = new Masks();
    private final Looks looks;
    private final Overheard overheard;
    private final OwnSight ownSight;
    private long lastEnd;
    private boolean opened;
    private boolean closeWhenDrained;
    private boolean wholeFailed;
    private int remaining;

    Answers(Session session, Looks looks, Overheard overheard) {
        this.session = session;
        this.looks = looks;
        this.overheard = overheard;
        this.turnstile = session.turnstile();
        this.names = session.names();
        this.structure = session.structure();
        this.ownSight = session.ownSight();
        this.nanos = session.conversation().surroundings().nanos();
        this.onward = new Onward(session);
        this.rows = new Rows(session, onward, looks, masks, overheard);
        this.remarks = new Remarks(onward, session.discreet());
    }

    Looks looks() {
        return looks;
    }

    /// When the target was last ready for more.
    long lastEnd() {
        return lastEnd;
    }

    void closeWhenDrained() {
        closeWhenDrained = true;
    }

    @Override
    public int length(ByteBuf in, int at, int end) {
        if (remaining > 0) return Math.min(remaining, end - at);
        if (end - at < 5) return 0;
        int length = in.getInt(at + 1);
        if (length < 4 || length == Integer.MAX_VALUE)
            throw new ProtocolViolation("the target's message length is wrong");
        boolean row = in.getByte(at) == 'D' || in.getByte(at) == 'd';
        if (row && length > PIECEMEAL && !rows.wanted()) return Math.min(length + 1, end - at);
        if (length > MAX_OTHER) throw new ProtocolViolation("the target's message is too large");
        return length + 1;
    }

    @Override
    public boolean frame(ByteBuf in, int at, int length) {
        if (remaining > 0) {
            remaining -= length;
            rows.more(at, at + length);
            return true;
        }
        int whole = in.getInt(at + 1) + 1;
        answer(in, at, length, whole);
        remaining = whole - length;
        return true;
    }

    private void answer(ByteBuf in, int at, int length, int whole) {
        int end = at + length;
        byte type = in.getByte(at);
        switch (type) {
            case 'K' -> backendKey(in, at, end);
            case 'D' -> rows.row(in, at, end, whole);
            case 'd' -> rows.copied(in, at, end, whole);
            case '1', '2', '3' -> acknowledged();
            case 'T', 'n' -> described(in, at, end);
            case 'c' -> copyDone(at, end);
            case 'C', 'I', 's' -> completed(in, at, end);
            case 'E' -> error(in, at, end);
            case 'N' -> remarks.notice(turnstile.head(), in, at, end);
            case 'Z' -> ready(in, at, end);
            case 'G' -> streamWanted(in, at, end);
            case 'W' -> throw new ProtocolViolation("the target started replication");
            default -> {}
        }
    }

    private void backendKey(ByteBuf in, int at, int end) {
        byte[] secret = new byte[Math.max(0, end - at - 9)];
        in.getBytes(at + 9, secret);
        session.targetKey(in.getInt(at + 5), secret);
        Cancellations.Key ours = session.cancelKey();
        ByteBuf key = onward.alloc().buffer(9 + ours.secret().length);
        key.writeByte('K')
                .writeInt(8 + ours.secret().length)
                .writeInt(ours.processId())
                .writeBytes(ours.secret());
        onward.replace(at, end, key);
    }

    private void acknowledged() {
        names.acknowledged();
        answered();
    }

    private void described(ByteBuf in, int at, int end) {
        Ticket head = turnstile.head();
        boolean ours = head != null && looks.described(head, in, at, end);
        if (head != null && !head.masks().isEmpty()) masks.described(head, in, at, end);
        if (ours || (head != null && head.isCut())) onward.drop(at, end);
        else answered();
    }

    private void streamWanted(ByteBuf in, int at, int end) {
        Ticket head = turnstile.head();
        boolean counted = head != null && head.isBounded();
        session.agent().streamWanted(counted ? SentRows.of(binary(in, at, end), header(head)) : null);
        names.boundariesSwallowed(turnstile.streamWanted());
    }

    private static boolean binary(ByteBuf in, int at, int end) {
        return end - at > 5 && in.getByte(at + 5) != 0;
    }

    /// Of several statements in a string nobody tells which one it is.
    private static boolean header(@Nullable Ticket head) {
        return head != null
                && head.about() instanceof Asked asked
                && asked.text().effects().size() == 1
                && asked.text().effects().getFirst() instanceof Effect.CopyIn(boolean header)
                && header;
    }

    private void answered() {
        Ticket head = turnstile.head();
        if (head != null) turnstile.answered(head);
    }

    private void copyDone(int at, int end) {
        Ticket head = turnstile.head();
        if (head != null && head.isCut()) onward.drop(at, end);
    }

    /// CommandComplete, EmptyQueryResponse, PortalSuspended: an Execute ends with it, a Query goes on to
    /// ReadyForQuery.
    private void completed(ByteBuf in, int at, int end) {
        Ticket head = turnstile.head();
        if (head == null) return;
        if (head.isCut()) refuseInPlace(head, at, end);
        else if (in.getByte(at) == 'C') {
            remarks.warn(head, at);
            turnstile.completed(head, CommandTag.changed(in, at + 5, end).orElse(0));
        }
        if (head.form() != Form.PART) return;
        overheard.ended(head);
        turnstile.succeeded(head);
    }

    private void refuseInPlace(Ticket head, int at, int end) {
        if (turnstile.tooLateToPoison(head)) remarks.refuse(head, at, end);
        else onward.drop(at, end);
    }

    private void error(ByteBuf in, int at, int end) {
        Ticket head = turnstile.head();
        remarks.error(head, in, at, end);
        if (head == null || head.form() == Form.BOUNDARY) return;
        overheard.ended(head);
        if (head.refusal() != null) {
            structure.refused();
            remarks.refuse(head, at, end);
        }
        if (head.isFatal()) onward.hangUp();
        if (head.form() == Form.WHOLE) {
            wholeFailed = true;
            turnstile.streamEnded();
        } else {
            names.batchFailed();
            turnstile.failed(head);
        }
    }

    private void ready(ByteBuf in, int at, int end) {
        boolean idle = in.getByte(at + 5) == 'I';
        lastEnd = nanos.getAsLong();
        if (idle) names.transactionEnded();
        structure.answered(idle);
        Ticket head = turnstile.head();
        if (head == null) open();
        else if (head.form() == Form.WHOLE) wholeEnded(head, at, end, idle);
        else boundaryEnded(head, idle);
        if (idle && turnstile.drained()) ownSight.committed();
        if (closeWhenDrained && turnstile.drained()) onward.hangUp();
    }

    private void open() {
        if (opened) throw new ProtocolViolation("the target is ready although nothing was asked");
        opened = true;
        session.opened();
    }

    private void wholeEnded(Ticket head, int at, int end, boolean idle) {
        overheard.ended(head);
        if (head.isCut() && !wholeFailed) {
            onward.drop(at, end);
            turnstile.succeeded(head);
            return;
        }
        names.acknowledged();
        boolean failed = wholeFailed;
        wholeFailed = false;
        turnstile.boundaryAnswered(head, idle, failed);
    }

    private void boundaryEnded(Ticket head, boolean idle) {
        if (head.form() != Form.BOUNDARY) throw new ProtocolViolation("the target ended a batch too early");
        names.boundaryAnswered();
        turnstile.boundaryAnswered(head, idle, false);
    }

    @Override
    public void turnEnded() {
        onward.flush();
    }
}
