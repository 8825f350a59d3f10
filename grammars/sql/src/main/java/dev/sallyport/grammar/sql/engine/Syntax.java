package dev.sallyport.grammar.sql.engine;

/// What an engine says about one string of statements.
public sealed interface Syntax {

    /// @param json libpg_query's tree: `{"version": 180004, "stmts": [{"stmt": {…}}, …]}`
    record Tree(String json) implements Syntax {}

    /// PostgreSQL would not accept it either.
    ///
    /// @param message the parser's own words; may quote the statement
    record Rejected(String message) implements Syntax {}

    /// The engine gave up: too deep, too large, out of memory. Asking again may help only when `passing`.
    ///
    /// @param passing true when the text is not to blame (interrupted)
    record Failed(String reason, boolean passing) implements Syntax {}
}
