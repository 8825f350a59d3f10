package dev.sallyport.postgres.admin;

import dev.sallyport.postgres.target.Minting;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.fastpath.Fastpath;
import org.postgresql.fastpath.FastpathArg;

/// One connection of an [AdminLine], for the length of one piece of work. Not thread-safe; do not keep it.
public final class AdminSession {

    /// `set_config(text, text, boolean)`; a built-in function keeps its oid in every version.
    private static final int SET_CONFIG = 2078;

    private final Connection connection;
    private final Minting minting;

    AdminSession(Connection connection, Minting minting) {
        this.connection = connection;
        this.minting = minting;
    }

    /// Reads one row.
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Runs them in one round trip, in order.
    ///
    /// @throws SQLException also when a GRANT was only half done, which the server merely warns about
    public void run(List<AdminSql> sentences) throws SQLException {
        if (sentences.isEmpty()) {
            return;
        }
        try (Statement statement = statement()) {
            statement.execute(joined(sentences));
            requireGranted(statement.getWarnings());
        }
    }

    public void run(AdminSql sentence) throws SQLException {
        run(List.of(sentence));
    }

    public <T> List<T> list(AdminSql query, Row<T> row) throws SQLException {
        try (Statement statement = statement();
                ResultSet rows = statement.executeQuery(query.text(minting))) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(row.read(rows));
            }
            return list;
        }
    }

    /// A query and who looks at each of its rows.
    public record Scan(AdminSql query, Visitor visitor) {}

    /// Looks at one row.
    public interface Visitor {
        void visit(ResultSet row) throws SQLException;
    }

    /// Runs queries in one round trip and shows their rows in order.
    public void scan(List<Scan> scans) throws SQLException {
        try (Statement statement = statement()) {
            statement.execute(joined(scans.stream().map(Scan::query).toList()));
            for (Scan scan : scans) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        scan.visitor().visit(rows);
                    }
                }
                statement.getMoreResults();
            }
        }
    }

    public <T> Optional<T> first(AdminSql query, Row<T> row) throws SQLException {
        return list(query, row).stream().findFirst();
    }

    /// Sets a variable until the transaction ends, through the function-call message: the server writes neither its
    /// value nor a statement into its log, whatever `log_statement` says.
    @SuppressWarnings("deprecation") // the driver prefers statements; here the point is to have none
    public void setQuietly(String variable, String value) throws SQLException {
        Fastpath calls = connection.unwrap(PGConnection.class).getFastpathAPI();
        FastpathArg untilEndOfTransaction = new FastpathArg(new byte[] {1});
        calls.fastpath(SET_CONFIG, new FastpathArg[] {text(variable), text(value), untilEndOfTransaction});
    }

    @SuppressWarnings("deprecation")
    private static FastpathArg text(String text) {
        return new FastpathArg(text.getBytes(StandardCharsets.UTF_8));
    }

    private String joined(List<AdminSql> sentences) {
        return sentences.stream().map(sentence -> sentence.text(minting)).collect(Collectors.joining(";"));
    }

    private Statement statement() throws SQLException {
        Statement statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        return statement;
    }

    private static void requireGranted(@Nullable SQLWarning first) throws SQLException {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            if (SqlStates.PRIVILEGE_NOT_GRANTED.equals(warning.getSQLState())) {
                throw new SQLException(
                        "the gateway's own account may not grant this: give it the privilege WITH GRANT OPTION ("
                                + warning.getMessage() + ")",
                        warning.getSQLState());
            }
        }
    }
}
