package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.value.BoundValue;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What prepared statements and portals are called, believed only as far as the server has acknowledged.
///
/// A pipelining agent could otherwise make us judge one text while the server runs another: if a batch fails,
/// the Parse or Close in it never happened. So a change counts at once for the batch it stands in (it is
/// skipped together with what depends on it), and for later batches only once its acknowledgement has come;
/// until then the name is [Uncertain] and the agent's frames wait.
final class Names {

    /// @param types declared parameter types (oids, 0: not declared)
    record Prepared(Understood text, List<Long> types) {}

    record Portal(Prepared statement, List<BoundValue> values) {}

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
            long batch, Kind kind, String name, @Nullable Object value) {}

    private final Map<String, Prepared> statements = new HashMap<>();
    private final Map<String, Portal> portals = new HashMap<>();
    private final Map<String, Portal> cursors = new HashMap<>();
    private final ArrayDeque<Change> pending = new ArrayDeque<>();
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
        pending.add(new Change(offeredBatch, Kind.STATEMENT, name, statement));
    }

    void bound(String name, Portal portal) {
        pending.add(new Change(offeredBatch, Kind.PORTAL, name, portal));
    }

    void closedStatement(String name) {
        pending.add(new Change(offeredBatch, Kind.STATEMENT, name, null));
    }

    void closedPortal(String name) {
        pending.add(new Change(offeredBatch, Kind.PORTAL, name, null));
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
        Change change = pending.poll();
        if (change != null) apply(change);
    }

    private void apply(Change change) {
        switch (change.kind()) {
            case STATEMENT -> put(statements, change.name(), (Prepared) change.value());
            case PORTAL -> put(portals, change.name(), (Portal) change.value());
        }
    }

    private static <T> void put(Map<String, T> names, String name, @Nullable T value) {
        if (value == null) names.remove(name);
        else names.put(name, value);
    }

    /// A part of the batch that is being answered failed: what stood behind it never happened.
    void batchFailed() {
        while (pending.peek() != null && pending.peek().batch() <= answeredBatch) pending.remove();
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

    /// Portals do not outlive their transaction.
    void transactionEnded() {
        portals.clear();
    }

    /// PREPARE in SQL, once it has succeeded.
    void prepared(String name, Prepared statement) {
        statements.put(name, statement);
    }

    /// DECLARE in SQL, once it has succeeded: the target had neither a cursor nor a portal of that name. A
    /// cursor that has ended with its transaction may still stand here: the server refuses to read it.
    void declared(String name, Portal cursor) {
        portals.remove(name);
        cursors.put(name, cursor);
    }

    /// CLOSE in SQL: cursors and portals share their names.
    void cursorClosed(String name) {
        portals.remove(name);
        cursors.remove(name);
    }

    void cursorsClosed() {
        portals.clear();
        cursors.clear();
    }

    @Nullable
    Portal cursor(String name) {
        return cursors.get(name);
    }

    /// DEALLOCATE in SQL, once it has succeeded.
    void deallocated(String name) {
        statements.remove(name);
    }

    void deallocatedAll() {
        statements.clear();
    }
}
