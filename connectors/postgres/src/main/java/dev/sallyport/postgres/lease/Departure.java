package dev.sallyport.postgres.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/// A role that is on its way out, and what the server says of it.
final class Departure implements Turn.Waiting {

    private final String role;
    private final Turn turn = new Turn();
    private final Set<String> databases = new HashSet<>();
    private long oid;
    private boolean member;
    private boolean busy;
    private boolean special;
    private boolean dropped;
    private boolean remains;

    Departure(String role) {
        this.role = role;
    }

    @Override
    public Turn turn() {
        return turn;
    }

    String role() {
        return role;
    }

    long oid() {
        return oid;
    }

    /// A transaction may run more than once.
    void again() {
        oid = 0;
    }

    void found(ResultSet row) throws SQLException {
        oid = row.getLong(2);
        member = row.getBoolean(3);
    }

    boolean isHere() {
        return oid != 0;
    }

    boolean isMember() {
        return member;
    }

    void look() {
        busy = false;
        special = false;
        databases.clear();
    }

    void busy(ResultSet row) {
        busy = true;
    }

    boolean isBusy() {
        return busy;
    }

    void special(ResultSet row) {
        special = true;
    }

    void touched(ResultSet row) throws SQLException {
        databases.add(row.getString(2));
    }

    /// Where it can be dropped; what it has elsewhere has to be dropped there.
    void keepsTo(String database) {
        special |= !databases.isEmpty() && !databases.equals(Set.of(database));
    }

    boolean isPlain() {
        return !busy && !special;
    }

    void dropped() {
        dropped = true;
        remains = true;
    }

    boolean isDropped() {
        return dropped;
    }

    void lookAgain() {
        remains = false;
    }

    void remains(ResultSet row) {
        remains = true;
    }

    /// Something of it was still seen after it was dropped.
    boolean leftRemains() {
        return dropped && remains;
    }
}
