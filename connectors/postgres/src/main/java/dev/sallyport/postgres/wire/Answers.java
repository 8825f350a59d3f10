package dev.sallyport.postgres.wire;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.grammar.sql.query.Restated;
import dev.sallyport.transport.Form;
import dev.sallyport.transport.Frames;
import dev.sallyport.transport.Inlet;
import dev.sallyport.transport.ProtocolViolation;
import dev.sallyport.transport.Ticket;
import dev.sallyport.transport.Turnstile;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The target's messages once it has let the lease in: whose answer is this, may it pass? Runs of untouched
/// frames pass as one slice; a large row passes piece by piece.
final class Answers implements Frames {

    private static final int PIECEMEAL = 64 << 10;
    private static final int MAX_OTHER = 16 << 20;

    private final Session session;
    private final Turnstile turnstile;
    private final Names names;
    private final Structure structure;
    private final LongSupplier nanos;
    private final Masks masks = new Masks();
    private final Looks looks;
    private final Overheard overheard;
    private long lastEnd;
    private boolean opened;
    private boolean closeWhenDrained;
    private boolean wholeFailed;
    private int remaining;
    private boolean remainingPasses;

    Answers(Session session, Looks looks, Overheard overheard) {
        this.session = session;
        this.looks = looks;
        this.overheard = overheard;
        this.turnstile = session.turnstile();
        this.names = session.names();
        this.structure = session.structure();
        this.nanos = session.conversation().surroundings().nanos();
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
        if (row && length > PIECEMEAL && !wanted()) return Math.min(length + 1, end - at);
        if (length > MAX_OTHER) throw new ProtocolViolation("the target's message is too large");
        return length + 1;
    }

    /// Rows that are looked into or changed have to be whole.
    private boolean wanted() {
        Ticket head = turnstile.head();
        return head != null && (!head.masks().isEmpty() || looks.watches(head));
    }

    @Override
    public boolean frame(ByteBuf in, int at, int length) {
        if (remaining > 0) {
            remaining -= length;
            if (!remainingPasses) drop(at, at + length);
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
            case 'D' -> row(in, at, end, whole);
            case 'd' -> copied(in, at, end, whole);
            case '1', '2', '3' -> acknowledged();
            case 'T', 'n' -> described(in, at, end);
            case 'c' -> copyDone(at, end);
            case 'C', 'I', 's' -> completed(in, at, end);
            case 'E' -> error(in, at, end);
            case 'N' -> notice(in, at, end);
            case 'Z' -> ready(in, at, end);
            case 'G' -> names.boundariesSwallowed(turnstile.streamWanted());
            case 'W' -> throw new ProtocolViolation("the target started replication");
            default -> {}
        }
    }

    private void backendKey(ByteBuf in, int at, int end) {
        byte[] secret = new byte[Math.max(0, end - at - 9)];
        in.getBytes(at + 9, secret);
        session.targetKey(in.getInt(at + 5), secret);
        Cancellations.Key ours = session.cancelKey();
        ByteBuf key = session.agentChannel().alloc().buffer(9 + ours.secret().length);
        key.writeByte('K')
                .writeInt(8 + ours.secret().length)
                .writeInt(ours.processId())
                .writeBytes(ours.secret());
        replace(at, end, key);
    }

    private void row(ByteBuf in, int at, int end, int whole) {
        Ticket head = turnstile.head();
        remainingPasses = head != null && turnstile.record(head, whole);
        if (!remainingPasses || head == null) drop(at, end);
        else if (in.getByte(at) == 'D' && beyond(head, in, at, end)) drop(at, end);
        else if (!head.masks().isEmpty()) mask(head, in, at, end);
        else overheard.row(head, looks, in, at, end, whole);
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
            drop(at, end);
        } else if (masking.isEmpty()) {
            overheard.row(head, looks, in, at, end, end - at);
        } else {
            ByteBuf shown = masking.row(in, at, end, session.agentChannel().alloc());
            overheard.row(head, looks, shown, 0, shown.readableBytes(), shown.readableBytes());
            replace(at, end, shown);
        }
    }

    /// A binary COPY ends with a row count of -1 and nothing else: no record.
    private void copied(ByteBuf in, int at, int end, int whole) {
        boolean trailer = whole == 7 && end - at == whole && in.getShort(at + 5) == -1;
        Ticket head = turnstile.head();
        if (trailer && head != null && !head.isCut()) remainingPasses = true;
        else row(in, at, end, whole);
    }

    private void acknowledged() {
        names.acknowledged();
        answered();
    }

    private void described(ByteBuf in, int at, int end) {
        Ticket head = turnstile.head();
        boolean ours = head != null && looks.described(head, in, at, end);
        if (head != null && !head.masks().isEmpty()) masks.described(head, in, at, end);
        if (ours || (head != null && head.isCut())) drop(at, end);
        else answered();
    }

    private void answered() {
        Ticket head = turnstile.head();
        if (head != null) turnstile.answered(head);
    }

    private void copyDone(int at, int end) {
        Ticket head = turnstile.head();
        if (head != null && head.isCut()) drop(at, end);
    }

    /// CommandComplete, EmptyQueryResponse, PortalSuspended: an Execute ends with it, a Query goes on to
    /// ReadyForQuery.
    private void completed(ByteBuf in, int at, int end) {
        Ticket head = turnstile.head();
        if (head == null) return;
        if (head.isCut()) refuseInPlace(head, at, end);
        else if (in.getByte(at) == 'C') {
            warn(head, at);
            turnstile.completed(head, CommandTag.changed(in, at + 5, end).orElse(0));
        }
        if (head.form() != Form.PART) return;
        overheard.ended(head);
        turnstile.succeeded(head);
    }

    /// What it asked for was said to the target in other words.
    private void warn(Ticket head, int at) {
        if (!(head.about() instanceof Asked asked)) return;
        Restated restated = asked.text().restated();
        if (restated != null && !restated.warning().isEmpty())
            insert(
                    at,
                    ErrorReport.warning(restated.warning())
                            .encode(session.agentChannel().alloc()));
    }

    private void refuseInPlace(Ticket head, int at, int end) {
        if (turnstile.tooLateToPoison(head)) replace(at, end, refusal(head));
        else drop(at, end);
    }

    private void notice(ByteBuf in, int at, int end) {
        if (!session.discreet()) return;
        if (Discretion.passes(in, at, end)) discreetly(turnstile.head(), in, at, end);
        else drop(at, end);
    }

    private void discreetly(@Nullable Ticket head, ByteBuf in, int at, int end) {
        replace(
                at,
                end,
                Discretion.report(
                        in,
                        at,
                        end,
                        text -> head != null && head.says(text),
                        session.agentChannel().alloc()));
    }

    private void error(ByteBuf in, int at, int end) {
        Ticket head = turnstile.head();
        if (session.discreet() && (head == null || head.refusal() == null)) discreetly(head, in, at, end);
        if (head == null || head.form() == Form.BOUNDARY) return;
        overheard.ended(head);
        if (head.refusal() != null) {
            structure.refused();
            replace(at, end, refusal(head));
        }
        if (head.isFatal()) hangUpBehindRefusal();
        if (head.form() == Form.WHOLE) {
            wholeFailed = true;
            turnstile.streamEnded();
        } else {
            names.batchFailed();
            turnstile.failed(head);
        }
    }

    private ByteBuf refusal(Ticket head) {
        Deny why = head.refusal();
        if (why == null) throw new IllegalStateException("no refusal to show");
        return ErrorReport.refusal(why, head.requestId(), head.isFatal())
                .encode(session.agentChannel().alloc());
    }

    private void hangUpBehindRefusal() {
        session.agentChannel()
                .writeAndFlush(io.netty.buffer.Unpooled.EMPTY_BUFFER)
                .addListener(ChannelFutureListener.CLOSE);
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
        if (closeWhenDrained && turnstile.drained()) hangUpBehindRefusal();
    }

    private void open() {
        if (opened) throw new ProtocolViolation("the target is ready although nothing was asked");
        opened = true;
        session.opened();
    }

    private void wholeEnded(Ticket head, int at, int end, boolean idle) {
        overheard.ended(head);
        if (head.isCut() && !wholeFailed) {
            drop(at, end);
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

    private void drop(int at, int end) {
        pass(at);
        inlet().skip(end);
    }

    private void replace(int at, int end, ByteBuf by) {
        insert(at, by);
        inlet().skip(end);
    }

    private void insert(int at, ByteBuf more) {
        pass(at);
        Channel agent = session.agentChannel();
        agent.write(more, agent.voidPromise());
    }

    private void pass(int to) {
        if (to <= inlet().takenTo()) return;
        Channel agent = session.agentChannel();
        agent.write(inlet().take(to), agent.voidPromise());
    }

    private Inlet inlet() {
        return session.targetSide().inlet();
    }

    @Override
    public void turnEnded() {
        pass(inlet().scannedTo());
        session.agentChannel().flush();
    }
}
