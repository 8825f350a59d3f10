package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Operation;
import dev.sallyport.grammar.sql.value.BoundValue;
import dev.sallyport.postgres.wire.Names.Found;
import dev.sallyport.postgres.wire.Names.Missing;
import dev.sallyport.postgres.wire.Names.Portal;
import dev.sallyport.postgres.wire.Names.Uncertain;
import dev.sallyport.transport.Form;
import dev.sallyport.transport.Inlet;
import dev.sallyport.transport.Judged;
import dev.sallyport.transport.Turnstile;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;

/// Execute, Query and FunctionCall: each is an action of its own. On the loop.
final class Performing {

    private static final int ROW_COUNT_BYTES = 4;

    private final Understanding understanding;
    private final Inlet inlet;
    private final Turnstile turnstile;
    private final Names names;
    private final Structure structure;
    private final Meant meant;
    private final Census census;
    private final OwnSight own;
    private final Renewal renewal;
    private final Batch batch;
    private final Allowance allowance;
    private final Objections objections;
    private final String target;

    Performing(
            Session session,
            Understanding understanding,
            Renewal renewal,
            Batch batch,
            Allowance allowance,
            Objections objections,
            String target) {
        this.understanding = understanding;
        this.inlet = session.conversation().inlet();
        this.turnstile = session.turnstile();
        this.names = session.names();
        this.structure = session.structure();
        this.meant = new Meant(names);
        this.census = session.census();
        this.own = session.ownSight();
        this.renewal = renewal;
        this.batch = batch;
        this.allowance = allowance;
        this.objections = objections;
        this.target = target;
    }

    boolean execute(ByteBuf in, int at, int end) {
        String name = Wire.text(in, at + 5, end);
        Wire.requireEnd(Wire.behindText(in, at + 5, end) + ROW_COUNT_BYTES, end);
        return switch (names.portal(name)) {
            case Uncertain<Portal> u -> objections.waitForAnswers();
            case Missing<Portal> m -> objections.noPortal(at, end, name);
            case Found<Portal> found -> perform(found.value(), at, end);
        };
    }

    private boolean perform(Portal portal, int at, int end) {
        Understood text = portal.statement().text();
        List<BoundValue> values = portal.values();
        if (SqlNames.names(text) && allowance.exceededWith(portal.weight())) return objections.tooMuch(at, end);
        if (text.emptiesPath()) return objections.emptiedTooLate(at, end);
        if (!renewal.executed(text)) return false;
        if (understanding.wasCancelled()) return objections.cancelled(at, end);
        Optional<List<Operation>> operations = meant.operations(text, values);
        if (operations.isEmpty()) return objections.waitForAnswers();
        Optional<List<Operation>> counted = batch.isFresh(portal) ? counted(text, operations.get()) : operations;
        if (counted.isEmpty()) return false;
        if (census.wasCancelled()) return objections.cancelled(at, end);
        SqlNames.forget(text, names);
        offered(text, counted.get());
        Asked asked = new Asked(text, batch.describes(), portal.binary());
        batch.offerPerformed(
                text,
                structure.guarded(Actions.perform(text, counted.get(), values, asked)),
                at,
                end,
                () -> SqlNames.follow(text, values, names));
        return true;
    }

    boolean query(ByteBuf in, int at, int end) {
        String sql = Wire.text(in, at + 5, end);
        Wire.requireEnd(Wire.behindText(in, at + 5, end), end);
        Optional<Understood> understood = understanding.of(sql, List.of());
        if (understood.isEmpty()) return false;
        Understood text = understood.get();
        if (!renewal.executed(text)) return false;
        if (understanding.wasCancelled()) return objections.cancelledWhole(at, end);
        if (SqlNames.names(text) && allowance.exceededWith(2L * sql.length())) return objections.tooMuchWhole(at, end);
        if (text.emptiesPath()) {
            if (names.weight() > 0) return objections.emptiedTooLateWhole(at, end);
            understanding.emptyPath();
        }
        return query(text, at, end);
    }

    private boolean query(Understood text, int at, int end) {
        Optional<List<Operation>> operations = meant.operations(text, List.of());
        if (operations.isEmpty()) return objections.waitForAnswers();
        Optional<List<Operation>> counted = counted(text, operations.get());
        if (counted.isEmpty()) return false;
        if (census.wasCancelled()) return objections.cancelledWhole(at, end);
        batch.offerPrepared(at);
        names.queryOffered();
        SqlNames.forget(text, names);
        offered(text, counted.get());
        Asked asked = new Asked(text, 0, List.of());
        turnstile.offer(
                Form.WHOLE,
                structure.guarded(Actions.perform(text, counted.get(), List.of(), asked)),
                Restating.of(text, inlet.take(end)),
                0,
                () -> SqlNames.follow(text, List.of(), names));
        return true;
    }

    /// Counted when all before it is done, and not before: the target is made to answer what it has.
    private Optional<List<Operation>> counted(Understood text, List<Operation> operations) {
        if (turnstile.drained() || turnstile.streaming() || !census.wants(text, operations))
            return census.of(text, operations);
        turnstile.punctuate(Form.NUDGE, Wire.flush());
        objections.waitForAnswers();
        return Optional.empty();
    }

    private void offered(Understood text, List<Operation> operations) {
        if (text.changesWhatFollows()) structure.offered(operations);
        own.offered(text, operations);
    }

    /// The fast-path call of a function by its oid: nothing tells what it does, so it is judged as unknown.
    boolean functionCall(ByteBuf in, int at, int end) {
        FunctionCallMessage message = FunctionCallMessage.parse(in, at, end);
        Understood text = Understood.not(target, message.statement(), "the function call message");
        batch.offerPrepared(at);
        names.queryOffered();
        own.offeredCall();
        Judged judged = Actions.perform(text, text.prepared(), List.of(message.rest()), new Asked(text, 0, List.of()));
        turnstile.offer(Form.WHOLE, judged, inlet.take(end), 0, () -> {});
        return true;
    }
}
