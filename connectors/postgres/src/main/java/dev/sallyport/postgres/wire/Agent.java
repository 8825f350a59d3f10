package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Operation;
import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.postgres.wire.Names.Found;
import dev.sallyport.postgres.wire.Names.Lookup;
import dev.sallyport.postgres.wire.Names.Missing;
import dev.sallyport.postgres.wire.Names.Portal;
import dev.sallyport.postgres.wire.Names.Prepared;
import dev.sallyport.postgres.wire.Names.Uncertain;
import dev.sallyport.transport.Form;
import dev.sallyport.transport.Inlet;
import dev.sallyport.transport.Judged;
import dev.sallyport.transport.Pause;
import dev.sallyport.transport.ProtocolViolation;
import dev.sallyport.transport.Turnstile;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;

/// The agent's messages once the session is open: each becomes an action that is offered to the turnstile, a part of
/// one, or a constant.
final class Agent implements Phase {

    /// As many of the largest messages may a session's statements and portals hold together.
    private static final int MESSAGES_HELD = 4;

    private static final int ROW_COUNT_BYTES = 4;
    private static final String DUPLICATE_STATEMENT = ErrorReport.rule("42P05");
    private static final String DUPLICATE_PORTAL = ErrorReport.rule("42P03");
    private static final String NO_STATEMENT = ErrorReport.rule("26000");
    private static final String NO_PORTAL = ErrorReport.rule("34000");
    private static final String CANCELLED = ErrorReport.rule(ErrorReport.CANCELLED);
    private static final String CANCELLED_TEXT = "canceling statement due to user request";
    private static final String TOO_MUCH = ErrorReport.rule("54000");
    private static final String CLOSE_SOME = "the session's statements, portals and cursors are too large: close some";
    private static final String TOO_LATE = ErrorReport.rule("55000");
    private static final String EMPTY_EARLIER = "the search path can be emptied by a simple query, before anything is"
            + " prepared: what is prepared would mean something else from then on";
    private static final String MEANS_SOMETHING_ELSE =
            "\" means something else since the target's structure changed: prepare it again";
    private static final String NAME_TOO_LONG = ErrorReport.rule("42622");

    private final Session session;
    private final Understanding understanding;
    private final Inlet inlet;
    private final Turnstile turnstile;
    private final Names names;
    private final Meant meant;
    private final Renewal renewal;
    private final Batch batch;
    private final String target;

    Agent(Session session, Understanding understanding, String target) {
        this.session = session;
        this.target = target;
        this.understanding = understanding;
        this.inlet = session.conversation().inlet();
        this.turnstile = session.turnstile();
        this.names = session.names();
        this.meant = new Meant(names);
        this.renewal = new Renewal(understanding, names);
        this.batch = new Batch(inlet, turnstile, target);
    }

    @Override
    public int length(ByteBuf in, int at, int end) {
        if (end - at < 5) return 0;
        int length = in.getInt(at + 1);
        int most = session.conversation().surroundings().limits().maxMessage();
        if (length < 4) throw new ProtocolViolation("a message's length is wrong");
        if (length >= most)
            throw new ProtocolViolation("a message is larger than " + most + " bytes and cannot be judged");
        return length + 1;
    }

    @Override
    public boolean frame(ByteBuf in, int at, int length) {
        int end = at + length;
        return switch (in.getByte(at)) {
            case 'P', 'B', 'D', 'C', 'E', 'Q', 'F' -> turnstile.changing() ? waitForAnswers() : meant(in, at, end);
            case 'S' -> sync(at, end);
            case 'H' -> flush(at, end);
            case 'd', 'c', 'f' -> copyData(in, at, end);
            case 'X' -> terminate(end);
            default -> throw new ProtocolViolation("the message type is not known: `" + (char) in.getByte(at) + "`");
        };
    }

    /// What depends on the names and settings of the session: read only once nothing on its way may change them.
    private boolean meant(ByteBuf in, int at, int end) {
        if (ProtocolNames.overlong(in, at, end))
            return refuse(at, end, NAME_TOO_LONG, "a name is longer than " + ProtocolNames.MOST_BYTES + " bytes");
        return switch (in.getByte(at)) {
            case 'P' -> heavy(2L * (end - at)) ? refuse(at, end, TOO_MUCH, CLOSE_SOME) : parse(in, at, end);
            case 'B' -> heavy(2L * (end - at)) ? refuse(at, end, TOO_MUCH, CLOSE_SOME) : bind(in, at, end);
            case 'D' -> describe(in, at, end);
            case 'C' -> heavy(0) ? refuse(at, end, TOO_MUCH, CLOSE_SOME) : close(in, at, end);
            case 'E' -> execute(in, at, end);
            case 'F' -> functionCall(in, at, end);
            default -> query(in, at, end);
        };
    }

    private boolean heavy(long more) {
        int most = session.conversation().surroundings().limits().maxMessage();
        return names.weight() + more > (long) MESSAGES_HELD * most;
    }

    private boolean parse(ByteBuf in, int at, int end) {
        ParseMessage message = ParseMessage.parse(in, at, end);
        if (!message.name().isEmpty()) {
            switch (names.statement(message.name())) {
                case Uncertain<Prepared> u -> {
                    return waitForAnswers();
                }
                case Found<Prepared> f -> {
                    return refuse(
                            at,
                            end,
                            DUPLICATE_STATEMENT,
                            "prepared statement \"" + message.name() + "\" already exists");
                }
                case Missing<Prepared> m -> {}
            }
        }
        Optional<Understood> text = understanding.of(message.sql(), message.types());
        if (text.isEmpty()) return false;
        if (understanding.wasCancelled()) return refuse(at, end, CANCELLED, CANCELLED_TEXT);
        batch.join(text.get(), at);
        names.parsed(message.name(), new Prepared(text.get(), message.types(), false));
        return true;
    }

    private boolean bind(ByteBuf in, int at, int end) {
        BindMessage message = BindMessage.parse(in, at, end);
        if (!message.portal().isEmpty()) {
            Lookup<Portal> portal = names.portal(message.portal());
            if (portal instanceof Uncertain<Portal>) return waitForAnswers();
            if (portal instanceof Found<Portal>)
                return refuse(at, end, DUPLICATE_PORTAL, "portal \"" + message.portal() + "\" already exists");
        }
        return switch (names.statement(message.statement())) {
            case Uncertain<Prepared> u -> waitForAnswers();
            case Missing<Prepared> m -> noStatement(at, end, message.statement());
            case Found<Prepared> found -> bind(message, found.value(), at, end);
        };
    }

    private boolean bind(BindMessage message, Prepared statement, int at, int end) {
        Renewal.Answer answer = renewal.of(message.statement(), statement);
        if (understanding.wasCancelled() && !(answer instanceof Renewal.Wait))
            return refuse(at, end, CANCELLED, CANCELLED_TEXT);
        return switch (answer) {
            case Renewal.Wait _ -> false;
            case Renewal.Changed _ ->
                refuse(at, end, NO_STATEMENT, "prepared statement \"" + message.statement() + MEANS_SOMETHING_ELSE);
            case Renewal.Stands stands -> {
                batch.join(stands.statement().text(), at);
                names.bound(
                        message.portal(),
                        new Portal(stands.statement(), message.bound(statement.types()), message.results()));
                yield true;
            }
        };
    }

    private boolean describe(ByteBuf in, int at, int end) {
        String name = named(in, at, end);
        return in.getByte(at + 5) == 'S' ? describeStatement(name, at, end) : describePortal(name, at, end);
    }

    /// Of Describe and Close: a statement or a portal, and its name.
    private static String named(ByteBuf in, int at, int end) {
        byte kind = in.getByte(at + 5);
        if (kind != 'S' && kind != 'P') throw new ProtocolViolation("neither a statement nor a portal is named");
        Wire.requireEnd(Wire.behindText(in, at + 6, end), end);
        return Wire.text(in, at + 6, end);
    }

    private boolean describeStatement(String name, int at, int end) {
        return switch (names.statement(name)) {
            case Uncertain<Prepared> u -> waitForAnswers();
            case Missing<Prepared> m -> noStatement(at, end, name);
            case Found<Prepared> found -> join(found.value(), at);
        };
    }

    private boolean describePortal(String name, int at, int end) {
        return switch (names.portal(name)) {
            case Uncertain<Portal> u -> waitForAnswers();
            case Missing<Portal> m -> noPortal(at, end, name);
            case Found<Portal> found -> join(found.value().statement(), at);
        };
    }

    private boolean join(Prepared statement, int at) {
        batch.joinDescribe(statement.text(), at);
        return true;
    }

    private boolean close(ByteBuf in, int at, int end) {
        String name = named(in, at, end);
        if (in.getByte(at + 5) == 'S') names.closedStatement(name);
        else names.closedPortal(name);
        batch.joinClose(at);
        return true;
    }

    private boolean execute(ByteBuf in, int at, int end) {
        String name = Wire.text(in, at + 5, end);
        Wire.requireEnd(Wire.behindText(in, at + 5, end) + ROW_COUNT_BYTES, end);
        return switch (names.portal(name)) {
            case Uncertain<Portal> u -> waitForAnswers();
            case Missing<Portal> m -> noPortal(at, end, name);
            case Found<Portal> found -> perform(found.value(), at, end);
        };
    }

    private boolean perform(Portal portal, int at, int end) {
        Understood text = portal.statement().text();
        List<BoundValue> values = portal.values();
        if (SqlNames.names(text) && heavy(portal.weight())) return refuse(at, end, TOO_MUCH, CLOSE_SOME);
        if (text.emptiesPath()) return refuse(at, end, TOO_LATE, EMPTY_EARLIER);
        if (!renewal.executed(text)) return false;
        if (understanding.wasCancelled()) return refuse(at, end, CANCELLED, CANCELLED_TEXT);
        Optional<List<Operation>> operations = meant.operations(text, values);
        if (operations.isEmpty()) return waitForAnswers();
        SqlNames.forget(text, names);
        if (text.changesWhatFollows()) session.structure().offered(operations.get());
        batch.offerPerformed(
                text,
                session.structure().guarded(Actions.perform(text, operations.get(), values, asked(text, portal))),
                at,
                end,
                () -> SqlNames.follow(text, values, names));
        return true;
    }

    private Asked asked(Understood text, Portal portal) {
        return new Asked(text, batch.describes(), portal.binary());
    }

    private boolean query(ByteBuf in, int at, int end) {
        String sql = Wire.text(in, at + 5, end);
        Wire.requireEnd(Wire.behindText(in, at + 5, end), end);
        Optional<Understood> text = understanding.of(sql, List.of());
        if (text.isEmpty() || !renewal.executed(text.get())) return false;
        if (understanding.wasCancelled()) return refuseWhole(at, end, CANCELLED, CANCELLED_TEXT);
        if (SqlNames.names(text.get()) && heavy(2L * sql.length())) return refuseWhole(at, end, TOO_MUCH, CLOSE_SOME);
        if (text.get().emptiesPath()) {
            if (names.weight() > 0) return refuseWhole(at, end, TOO_LATE, EMPTY_EARLIER);
            understanding.emptyPath();
        }
        Optional<List<Operation>> operations = meant.operations(text.get(), List.of());
        if (operations.isEmpty()) return waitForAnswers();
        batch.offerPrepared(at);
        names.queryOffered();
        SqlNames.forget(text.get(), names);
        if (text.get().changesWhatFollows()) session.structure().offered(operations.get());
        turnstile.offer(
                Form.WHOLE,
                session.structure()
                        .guarded(Actions.perform(
                                text.get(), operations.get(), List.of(), new Asked(text.get(), 0, List.of()))),
                Restating.of(text.get(), inlet.take(end)),
                0,
                () -> SqlNames.follow(text.get(), List.of(), names));
        return true;
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
        if (!turnstile.streaming() && !turnstile.drained()) return waitForAnswers();
        boolean ends = in.getByte(at) != 'd';
        turnstile.stream(inlet.take(end));
        if (ends) turnstile.streamEnded();
        return true;
    }

    /// The fast-path call of a function by its oid: nothing tells what it does, so it is judged as unknown.
    private boolean functionCall(ByteBuf in, int at, int end) {
        FunctionCallMessage message = FunctionCallMessage.parse(in, at, end);
        Understood text = Understood.not(target, message.statement(), "the function call message");
        batch.offerPrepared(at);
        names.queryOffered();
        Judged judged = Actions.perform(text, text.prepared(), List.of(message.rest()), new Asked(text, 0, List.of()));
        turnstile.offer(Form.WHOLE, judged, inlet.take(end), 0, () -> {});
        return true;
    }

    private boolean refuseWhole(int at, int end, String rule, String reason) {
        batch.offerPrepared(at);
        names.queryOffered();
        turnstile.refuse(Form.WHOLE, rule, reason, inlet.take(end));
        return true;
    }

    /// The agent pressed cancel while its statement was being understood: the target has not seen it yet.
    boolean cancel() {
        return understanding.cancel();
    }

    private boolean terminate(int end) {
        inlet.skip(end);
        session.terminate();
        return true;
    }

    private boolean waitForAnswers() {
        inlet.pause(Pause.DRAIN);
        return false;
    }

    private boolean noStatement(int at, int end, String name) {
        return refuse(at, end, NO_STATEMENT, "prepared statement \"" + name + "\" does not exist");
    }

    private boolean noPortal(int at, int end, String name) {
        return refuse(at, end, NO_PORTAL, "portal \"" + name + "\" does not exist");
    }

    private boolean refuse(int at, int end, String rule, String reason) {
        batch.offerPrepared(at);
        turnstile.refuse(Form.PART, rule, reason, inlet.take(end));
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
