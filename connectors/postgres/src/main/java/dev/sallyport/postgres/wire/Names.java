package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.value.BoundValue;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What prepared statements and portals are called, believed only as far as the server has acknowledged.
///
/// A pipelining agent could otherwise make us judge one text while the server runs another: if a batch fails,
/// the Parse or Close in it never happened. So a change counts at once for the batch it stands in (it is
/// skipped together with what depends on it), and for later batches only once its acknowledgement has come;
/// until then the name is [Uncertain] and the agent's frames wait.
final class Names {

    /// @param types declared parameter types (oids, 0: not declared)
    /// @param inSql it stands in a PREPARE, which is the text
    record Prepared(Understood text, List<Long> types, boolean inSql) {
        Prepared as(Understood now) {
            return new Prepared(now, types, inSql);
        }

        long weight() {
            return ENTRY + 2L * text.sql().length() + 8L * types.size();
        }
    }

    /// @param binary formats of the columns, as Bind asks for them
    record Portal(Prepared statement, List<BoundValue> values, List<Boolean> binary) {
        long weight() {
            long weight = ENTRY;
            for (BoundValue value : values) {
                byte[] bytes = value.bytes();
                weight += ENTRY + (bytes == null ? 0 : bytes.length);
            }
            return weight;
        }
    }

    sealed interface Lookup<T> {}

    record Found<T>(T value) implements Lookup<T> {}

    record Missing<T>() implements Lookup<T> {}

    record Uncertain<T>() implements Lookup<T> {}

    private enum Kind {
        STATEMENT,
        PORTAL
    }

    /// @param value null: the name is gone
    private record Change(
            long batch, Kind kind, String name, @Nullable Object value) {
        long weight() {
            return switch (value) {
                case Prepared statement -> statement.weight();
                case Portal portal -> portal.weight();
                case null, default -> ENTRY;
            };
        }
    }

    /// What the bookkeeping of one entry costs, roughly.
    private static final int ENTRY = 100;

    private final Weighed<Prepared> statements = new Weighed<>(Prepared::weight);
    private final Weighed<Portal> portals = new Weighed<>(Portal::weight);
    private final Weighed<Portal> cursors = new Weighed<>(Portal::weight);
    private final Weighed<Portal> held = new Weighed<>(Portal::weight);
    private final ArrayDeque<Change> pending = new ArrayDeque<>();
    private long pendingWeight;
    private long offeredBatch;
    private long answeredBatch;

    Lookup<Prepared> statement(String name) {
        return lookup(Kind.STATEMENT, name, Prepared.class, statements.get(name));
    }

    Lookup<Portal> portal(String name) {
        return lookup(Kind.PORTAL, name, Portal.class, portals.get(name));
    }

    private <T> Lookup<T> lookup(Kind kind, String name, Class<T> type, @Nullable T known) {
        for (Iterator<Change> newest = pending.descendingIterator(); newest.hasNext(); ) {
            Change change = newest.next();
            if (change.kind() != kind || !change.name().equals(name)) continue;
            if (change.batch() != offeredBatch) return new Uncertain<>();
            return change.value() == null ? new Missing<>() : new Found<>(type.cast(change.value()));
        }
        return known == null ? new Missing<>() : new Found<>(known);
    }

    void parsed(String name, Prepared statement) {
        pend(new Change(offeredBatch, Kind.STATEMENT, name, statement));
    }

    /// The same statement, understood anew.
    void renewed(String name, Prepared before, Prepared now) {
        if (before.equals(statements.get(name))) statements.put(name, now);
    }

    void bound(String name, Portal portal) {
        pend(new Change(offeredBatch, Kind.PORTAL, name, portal));
    }

    void closedStatement(String name) {
        pend(new Change(offeredBatch, Kind.STATEMENT, name, null));
    }

    void closedPortal(String name) {
        pend(new Change(offeredBatch, Kind.PORTAL, name, null));
    }

    private void pend(Change change) {
        pending.add(change);
        pendingWeight += change.weight();
    }

    private @Nullable Change unpend() {
        Change change = pending.poll();
        if (change != null) pendingWeight -= change.weight();
        return change;
    }

    /// Bytes of memory, roughly: an agent decides how much it names, so somebody has to say when it is enough.
    long weight() {
        return statements.weight() + portals.weight() + cursors.weight() + held.weight() + pendingWeight;
    }

    /// A simple Query forgets the unnamed statement, whatever it says.
    void queryOffered() {
        closedStatement("");
    }

    void boundaryOffered() {
        offeredBatch++;
    }

    /// ParseComplete, BindComplete, CloseComplete, or the end of a Query: the oldest change has happened.
    void acknowledged() {
        Change change = unpend();
        if (change != null) apply(change);
    }

    private void apply(Change change) {
        switch (change.kind()) {
            case STATEMENT -> statements.put(change.name(), (Prepared) change.value());
            case PORTAL -> portals.put(change.name(), (Portal) change.value());
        }
    }

    /// A part of the batch that is being answered failed: what stood behind it never happened.
    void batchFailed() {
        while (pending.peek() != null && pending.peek().batch() <= answeredBatch) unpend();
    }

    /// What of the batch was not acknowledged by now never happened.
    void boundaryAnswered() {
        batchFailed();
        answeredBatch++;
    }

    /// The target swallowed so many boundaries (COPY FROM STDIN does that): their batch is still open.
    void boundariesSwallowed(int count) {
        offeredBatch -= count;
    }

    /// Portals do not outlive their transaction, nor do cursors WITHOUT HOLD.
    void transactionEnded() {
        portals.clear();
        cursors.clear();
    }

    /// PREPARE in SQL, once it has succeeded.
    void prepared(String name, Prepared statement) {
        statements.put(name, statement);
    }

    /// DECLARE in SQL, once it has succeeded: the target had neither a cursor nor a portal of that name. A held
    /// cursor that went with its transaction may still stand here: the server refuses to read it.
    void declared(String name, Portal cursor, boolean hold) {
        cursorClosed(name);
        (hold ? held : cursors).put(name, cursor);
    }

    /// CLOSE in SQL: cursors and portals share their names.
    void cursorClosed(String name) {
        portals.put(name, null);
        cursors.put(name, null);
        held.put(name, null);
    }

    void cursorsClosed() {
        portals.clear();
        cursors.clear();
        held.clear();
    }

    @Nullable
    Portal cursor(String name) {
        Portal cursor = cursors.get(name);
        return cursor == null ? held.get(name) : cursor;
    }

    /// DEALLOCATE in SQL, once it has succeeded.
    void deallocated(String name) {
        statements.put(name, null);
    }

    void deallocatedAll() {
        statements.clear();
    }
}
