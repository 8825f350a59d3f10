package dev.sallyport.postgres.wire;

import dev.sallyport.postgres.wire.Names.Found;
import dev.sallyport.postgres.wire.Names.Lookup;
import dev.sallyport.postgres.wire.Names.Missing;
import dev.sallyport.postgres.wire.Names.Portal;
import dev.sallyport.postgres.wire.Names.Prepared;
import dev.sallyport.postgres.wire.Names.Uncertain;
import dev.sallyport.transport.ProtocolViolation;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/// Parse, Bind, Describe and Close: they join the batch of the statement they concern. On the loop.
final class Preparing {

    private final Understanding understanding;
    private final Names names;
    private final Renewal renewal;
    private final Batch batch;
    private final Allowance allowance;
    private final Objections objections;

    Preparing(
            Understanding understanding,
            Names names,
            Renewal renewal,
            Batch batch,
            Allowance allowance,
            Objections objections) {
        this.understanding = understanding;
        this.names = names;
        this.renewal = renewal;
        this.batch = batch;
        this.allowance = allowance;
        this.objections = objections;
    }

    boolean parse(ByteBuf in, int at, int end) {
        if (allowance.exceededWith(2L * (end - at))) return objections.tooMuch(at, end);
        ParseMessage message = ParseMessage.parse(in, at, end);
        if (!message.name().isEmpty()) {
            switch (names.statement(message.name())) {
                case Uncertain<Prepared> u -> {
                    return objections.waitForAnswers();
                }
                case Found<Prepared> f -> {
                    return objections.duplicateStatement(at, end, message.name());
                }
                case Missing<Prepared> m -> {}
            }
        }
        Optional<Understood> text = understanding.of(message.sql(), message.types());
        if (text.isEmpty()) return false;
        if (understanding.wasCancelled()) return objections.cancelled(at, end);
        batch.join(text.get(), at);
        names.parsed(message.name(), new Prepared(text.get(), message.types(), false));
        return true;
    }

    boolean bind(ByteBuf in, int at, int end) {
        if (allowance.exceededWith(2L * (end - at))) return objections.tooMuch(at, end);
        BindMessage message = BindMessage.parse(in, at, end);
        if (!message.portal().isEmpty()) {
            Lookup<Portal> portal = names.portal(message.portal());
            if (portal instanceof Uncertain<Portal>) return objections.waitForAnswers();
            if (portal instanceof Found<Portal>) return objections.duplicatePortal(at, end, message.portal());
        }
        return switch (names.statement(message.statement())) {
            case Uncertain<Prepared> u -> objections.waitForAnswers();
            case Missing<Prepared> m -> objections.noStatement(at, end, message.statement());
            case Found<Prepared> found -> bind(message, found.value(), at, end);
        };
    }

    private boolean bind(BindMessage message, Prepared statement, int at, int end) {
        Renewal.Answer answer = renewal.of(message.statement(), statement);
        if (understanding.wasCancelled() && !(answer instanceof Renewal.Wait)) return objections.cancelled(at, end);
        return switch (answer) {
            case Renewal.Wait _ -> false;
            case Renewal.Changed _ -> objections.meansSomethingElse(at, end, message.statement());
            case Renewal.Stands stands -> {
                batch.join(stands.statement().text(), at);
                Portal portal = new Portal(stands.statement(), message.bound(statement.types()), message.results());
                batch.bound(portal);
                names.bound(message.portal(), portal);
                yield true;
            }
        };
    }

    boolean describe(ByteBuf in, int at, int end) {
        String name = named(in, at, end);
        return in.getByte(at + 5) == 'S' ? describeStatement(name, at, end) : describePortal(name, at, end);
    }

    private boolean describeStatement(String name, int at, int end) {
        return switch (names.statement(name)) {
            case Uncertain<Prepared> u -> objections.waitForAnswers();
            case Missing<Prepared> m -> objections.noStatement(at, end, name);
            case Found<Prepared> found -> join(found.value(), at);
        };
    }

    private boolean describePortal(String name, int at, int end) {
        return switch (names.portal(name)) {
            case Uncertain<Portal> u -> objections.waitForAnswers();
            case Missing<Portal> m -> describeCursor(name, at, end);
            case Found<Portal> found -> join(found.value().statement(), at);
        };
    }

    /// To the server a cursor of DECLARE is a portal too, and some drivers ask it so what it will show.
    private boolean describeCursor(String name, int at, int end) {
        Portal cursor = names.cursor(name);
        return cursor == null ? objections.noPortal(at, end, name) : join(cursor.statement(), at);
    }

    private boolean join(Prepared statement, int at) {
        batch.joinDescribe(statement.text(), at);
        return true;
    }

    boolean close(ByteBuf in, int at, int end) {
        if (allowance.exceededWith(0)) return objections.tooMuch(at, end);
        String name = named(in, at, end);
        if (in.getByte(at + 5) == 'S') names.closedStatement(name);
        else names.closedPortal(name);
        batch.joinClose(at);
        return true;
    }

    /// Of Describe and Close: a statement or a portal, and its name.
    private static String named(ByteBuf in, int at, int end) {
        byte kind = in.getByte(at + 5);
        if (kind != 'S' && kind != 'P') throw new ProtocolViolation("neither a statement nor a portal is named");
        Wire.requireEnd(Wire.behindText(in, at + 6, end), end);
        return Wire.text(in, at + 6, end);
    }
}
