package dev.sallyport.grammar.sql;

import java.util.Optional;

/// The statements a session has prepared with SQL's PREPARE, as its connector follows them.
public interface PreparedStatements {

    /// Exact name, as [dev.sallyport.grammar.sql.query.Effect.Prepare] gave it.
    Optional<Meaning> find(String name);
}
