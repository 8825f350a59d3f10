package dev.sallyport.postgres.admin;

import java.sql.SQLException;
import java.util.Set;

/// Error codes that the gateway acts on (PostgreSQL manual, appendix A).
public final class SqlStates {

    public static final String DEPENDENT_OBJECTS = "2BP01";

    /// Something is still there that must be gone first.
    public static final String IN_USE = "55006";

    public static final String INVALID_PASSWORD = "28P01";

    /// A GRANT without the grant option is a warning, and grants nothing.
    static final String PRIVILEGE_NOT_GRANTED = "01007";

    /// The gateway itself was too busy.
    public static final String TOO_MANY = "53300";
    public static final String INVALID_PARAMETER = "22023";
    public static final String INTERNAL = "XX000";
    private static final String UNKNOWN = "58000";

    /// Two transactions changed the access list of one object at once: `tuple concurrently updated` is an internal
    /// error to the server; serialization failure and deadlock are its other words for it.
    private static final Set<String> COLLISIONS = Set.of("XX000", "40001", "40P01");

    private SqlStates() {}

    static String of(SQLException e) {
        String state = e.getSQLState();
        return state == null ? UNKNOWN : state;
    }

    /// The functions that make leases are not there, or are others.
    static boolean isNotSetUp(SQLException e) {
        return Set.of("3F000", "42883").contains(of(e))
                && String.valueOf(e.getMessage()).contains("sallyport");
    }

    static boolean isCollision(SQLException e) {
        return COLLISIONS.contains(of(e));
    }

    /// The connection is gone: class 08, and the server's words for being shut down.
    static boolean isConnection(SQLException e) {
        return isConnection(of(e));
    }

    static boolean isConnection(String state) {
        return state.startsWith("08") || state.startsWith("57P0");
    }
}
