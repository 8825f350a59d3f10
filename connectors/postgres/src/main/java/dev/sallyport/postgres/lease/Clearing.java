package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.AdminSession;
import dev.sallyport.postgres.admin.AdminSession.Scan;
import dev.sallyport.postgres.admin.AdminSession.Visitor;
import dev.sallyport.postgres.admin.AdminSql;
import dev.sallyport.postgres.admin.AdminStatement;
import dev.sallyport.postgres.admin.Part;
import dev.sallyport.postgres.admin.TargetException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Ends leases together that were given back at the same time, in four looks at the server for all
/// of them, each of which asks for all at once. It ends those that left nothing but grants and
/// objects in the target's own database, which is nearly every one; a role with more, or whose back
/// end takes its time, is left to [Demolition], which ends it alone. Safe on every thread; blocks.
final class Clearing {

    /// For back ends to be gone; the rest is waited for alone.
    private static final Duration PATIENCE = Duration.ofMillis(150);
    /// Between two transactions: a lease is dead at once, and its role may wait for others.
    private static final Duration GAP = Duration.ofMillis(50);

    private final AdminLine line;
    private final Counter<Departure> counter;

    Clearing(AdminLine line) {
        this.line = line;
        long patience = line.target().admin().statementTimeout().toMillis();
        this.counter = new Counter<>(line.target().name(), "end a lease", this::clear, patience, GAP);
    }

    /// @throws TargetException when it could not be done now, and perhaps not alone either
    Departure end(String role) throws TargetException {
        Departure departure = new Departure(role);
        counter.serve(departure);
        departure.turn().check();
        return departure;
    }

    private void clear(List<Departure> departures) throws TargetException {
        line.read("lock a lease out", session -> lockOut(session, departures));
        List<Departure> here = departures.stream().filter(Departure::isHere).toList();
        awaitBackEnds(here);
        drop(here.stream().filter(Departure::isPlain).toList());
        departures.forEach(departure -> departure.turn().done());
    }

    private static boolean lockOut(AdminSession session, List<Departure> departures) throws SQLException {
        departures.forEach(Departure::again);
        session.scan(List.of(
                new Scan(AdminStatement.FIND_ROLES.with(roles(departures)), byRole(departures, Departure::found))));
        session.run(departures.stream()
                .filter(Departure::isHere)
                .flatMap(Clearing::lockOut)
                .toList());
        return true;
    }

    private static Stream<AdminSql> lockOut(Departure departure) {
        Part role = Part.identifier(departure.role());
        return departure.isMember()
                ? Stream.of(AdminStatement.LOCK_OUT.with(role))
                : Stream.of(AdminStatement.LOCK_OUT.with(role), AdminStatement.JOIN.with(role));
    }

    private void awaitBackEnds(List<Departure> here) throws TargetException {
        Patience patience = new Patience(PATIENCE);
        do {
            line.read("end a lease's back ends", session -> terminate(session, here));
        } while (here.stream().anyMatch(Departure::isBusy) && patience.pause());
    }

    private static boolean terminate(AdminSession session, List<Departure> here) throws SQLException {
        here.forEach(Departure::look);
        if (here.isEmpty()) return true;
        session.scan(List.of(
                new Scan(AdminStatement.TERMINATE.with(oids(here)), byOid(here, Departure::busy)),
                new Scan(AdminStatement.PREPARED_TRANSACTIONS.with(roles(here)), byRole(here, Departure::special)),
                new Scan(AdminStatement.DATABASES_TOUCHED.with(oids(here)), byOid(here, Departure::touched))));
        return true;
    }

    private static Part roles(List<Departure> departures) {
        return Part.literals(departures.stream().map(Departure::role).toList());
    }

    private static Part oids(List<Departure> departures) {
        return Part.numbers(departures.stream().map(Departure::oid).toList());
    }

    /// What a row says of a departure.
    private interface Word {
        void of(Departure departure, ResultSet row) throws SQLException;
    }

    /// The first column names the role.
    private static Visitor byRole(List<Departure> departures, Word word) {
        return row -> {
            String role = row.getString(1);
            for (Departure each : departures) if (each.role().equals(role)) word.of(each, row);
        };
    }

    private static Visitor byOid(List<Departure> departures, Word word) {
        return row -> {
            long oid = row.getLong(1);
            for (Departure each : departures) if (each.oid() == oid) word.of(each, row);
        };
    }

    private void drop(List<Departure> plain) throws TargetException {
        plain.forEach(d -> d.keepsTo(line.target().database()));
        List<Departure> droppable = plain.stream().filter(Departure::isPlain).toList();
        if (droppable.isEmpty()) return;
        line.change("drop a lease's role and what it owns", session -> {
            session.run(droppable.stream().flatMap(Clearing::drops).toList());
            return true;
        });
        droppable.forEach(Departure::dropped);
        line.read("look for a lease's remains", session -> {
            droppable.forEach(Departure::lookAgain);
            session.scan(List.of(new Scan(
                    AdminStatement.REMAINS.with(roles(droppable), oids(droppable)), row -> remain(droppable, row))));
            return true;
        });
    }

    private static void remain(List<Departure> dropped, ResultSet row) throws SQLException {
        String role = row.getString(1);
        long oid = row.getLong(2);
        for (Departure each : dropped) if (each.role().equals(role) || each.oid() == oid) each.remains(row);
    }

    private static Stream<AdminSql> drops(Departure departure) {
        Part role = Part.identifier(departure.role());
        return Stream.of(AdminStatement.DROP_OWNED.with(role), AdminStatement.DROP_ROLE.with(role));
    }
}
