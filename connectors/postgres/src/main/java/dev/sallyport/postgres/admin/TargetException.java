package dev.sallyport.postgres.admin;

import java.io.IOException;
import java.sql.SQLException;

/// The target refused, failed or could not be reached. Says what was tried and what the server answered, never the
/// statement.
public final class TargetException extends IOException {

    private static final long serialVersionUID = 1L;
    private final String sqlState;

    public TargetException(String message, String sqlState) {
        super(message);
        this.sqlState = sqlState;
    }

    /// The driver's exception is not kept as the cause: it may carry the text of an inner statement.
    public static TargetException from(String target, String what, SQLException e) {
        String state = SqlStates.of(e);
        String advice = SqlStates.isNotSetUp(e) ? "; run `sallyport target setup " + target + "`" : "";
        return new TargetException(
                "targets." + target + ": could not " + what + ": " + e.getMessage() + " (SQLSTATE `" + state + "`)"
                        + advice,
                state);
    }

    public static TargetException stopping(String target) {
        return new TargetException("targets." + target + ": the gateway is stopping", "57P01");
    }

    /// Five characters; `58000` when there was none.
    public String sqlState() {
        return sqlState;
    }

    /// True when the target could not be reached or hung up, so that trying something else there is no use now.
    public boolean isAway() {
        return SqlStates.isConnection(sqlState);
    }
}
