package dev.sallyport.postgres.wire;

import dev.sallyport.transport.Form;
import dev.sallyport.transport.Inlet;
import dev.sallyport.transport.ProtocolViolation;
import dev.sallyport.transport.Turnstile;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// The agent's messages once the session is open: each becomes an action that is offered to the turnstile, a part of
/// one, or a constant.
final class Agent implements Phase {

    private final Session session;
    private final Understanding understanding;
    private final Inlet inlet;
    private final Turnstile turnstile;
    private final Names names;
    private final Batch batch;
    private final Objections objections;
    private final Preparing preparing;
    private final Performing performing;
    private final Allowance allowance;
    private @Nullable SentRows sent;

    Agent(Session session, Understanding understanding, String target) {
        this.session = session;
        this.understanding = understanding;
        this.inlet = session.conversation().inlet();
        this.turnstile = session.turnstile();
        this.names = session.names();
        this.batch = new Batch(inlet, turnstile, target);
        this.objections = new Objections(inlet, turnstile, names, batch);
        this.allowance = new Allowance(names, session.conversation().surroundings());
        Renewal renewal = new Renewal(understanding, names);
        this.preparing = new Preparing(understanding, names, renewal, batch, allowance, objections);
        this.performing = new Performing(session, understanding, renewal, batch, allowance, objections, target);
    }

    @Override
    public int length(ByteBuf in, int at, int end) {
        if (end - at < 5) return 0;
        int length = in.getInt(at + 1);
        int most = allowance.message();
        if (length < 4) throw new ProtocolViolation("a message's length is wrong");
        if (length >= most)
            throw new ProtocolViolation("a message is larger than " + most + " bytes and cannot be judged");
        return length + 1;
    }

    @Override
    public boolean frame(ByteBuf in, int at, int length) {
        int end = at + length;
        return switch (in.getByte(at)) {
            case 'P', 'B', 'D', 'C', 'E', 'Q', 'F' ->
                turnstile.changing() ? objections.waitForAnswers() : meant(in, at, end);
            case 'S' -> sync(at, end);
            case 'H' -> flush(at, end);
            case 'd', 'c', 'f' -> copyData(in, at, end);
            case 'X' -> terminate(end);
            default -> throw new ProtocolViolation("the message type is not known: `" + (char) in.getByte(at) + "`");
        };
    }

    /// What depends on the names and settings of the session: read only once nothing on its way may change them.
    private boolean meant(ByteBuf in, int at, int end) {
        if (ProtocolNames.overlong(in, at, end)) return objections.nameTooLong(at, end);
        return switch (in.getByte(at)) {
            case 'P' -> preparing.parse(in, at, end);
            case 'B' -> preparing.bind(in, at, end);
            case 'D' -> preparing.describe(in, at, end);
            case 'C' -> preparing.close(in, at, end);
            case 'E' -> performing.execute(in, at, end);
            case 'F' -> performing.functionCall(in, at, end);
            default -> performing.query(in, at, end);
        };
    }

    private boolean sync(int at, int end) {
        batch.offerPrepared(at);
        inlet.skip(end);
        if (turnstile.streaming()) return true;
        names.boundaryOffered();
        turnstile.punctuate(Form.BOUNDARY, Wire.sync());
        return true;
    }

    private boolean flush(int at, int end) {
        batch.offerPrepared(at);
        inlet.skip(end);
        if (!turnstile.streaming()) turnstile.punctuate(Form.NUDGE, Wire.flush());
        return true;
    }

    /// Data for COPY … FROM STDIN belongs to the permit of the COPY; while it is not clear whether the target
    /// asked for it, it waits.
    private boolean copyData(ByteBuf in, int at, int end) {
        batch.offerPrepared(at);
        if (!turnstile.streaming() && !turnstile.drained()) return objections.waitForAnswers();
        boolean ends = in.getByte(at) != 'd';
        if (sent == null || turnstile.sends(records(sent, in, at, end), Wire.copyFail())) {
            turnstile.stream(inlet.take(end));
        } else {
            inlet.skip(end);
            return true;
        }
        if (ends) turnstile.streamEnded();
        return true;
    }

    private static long records(SentRows sent, ByteBuf in, int at, int end) {
        return switch (in.getByte(at)) {
            case 'd' -> sent.next(in, at + 5, end);
            case 'c' -> sent.last();
            default -> 0;
        };
    }

    /// The target asks for the data of a COPY.
    ///
    /// @param of counts them; null where they need not be counted
    void streamWanted(@Nullable SentRows of) {
        sent = of;
    }

    /// The agent pressed cancel while its statement was being understood, or records were counted: the target has not
    /// seen it yet.
    boolean cancel() {
        return understanding.cancel() || session.census().cancel();
    }

    private boolean terminate(int end) {
        inlet.skip(end);
        session.terminate();
        return true;
    }

    @Override
    public void turnEnded() {
        turnstile.flush();
    }

    @Override
    public void closed() {
        session.closed();
    }

    @Override
    public void idle() {
        session.idle();
    }

    @Override
    public void agentWritable(boolean writable) {
        session.agentWritable(writable);
    }
}
