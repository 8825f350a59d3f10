package dev.sallyport.grammar.sql.query;

/// What a statement does to the conversation: what a connector must follow beyond the operations.
public sealed interface Effect {

    record Begin() implements Effect {}

    /// @param chain true when a new transaction begins at once
    record Commit(boolean chain) implements Effect {}

    /// @param chain true when a new transaction begins at once
    record Rollback(boolean chain) implements Effect {}

    record Savepoint(String name) implements Effect {}

    record RollbackTo(String name) implements Effect {}

    record Release(String name) implements Effect {}

    /// SET, RESET and relatives.
    ///
    /// @param name the setting in lower case; `all` for RESET ALL
    /// @param local until the end of the transaction
    record Setting(String name, boolean local) implements Effect {}

    record Show(String name) implements Effect {}

    record Prepare(String name) implements Effect {}

    record Execute(String name) implements Effect {}

    record Deallocate(String name) implements Effect {}

    record DeallocateAll() implements Effect {}

    /// @param hold true when it outlives the transaction
    record Declare(String cursor, boolean hold) implements Effect {}

    /// @param records at most; `Long.MAX_VALUE` for ALL
    /// @param move true for MOVE, which answers no rows
    record Fetch(String cursor, long records, boolean move) implements Effect {}

    record Close(String cursor) implements Effect {}

    record CloseAll() implements Effect {}

    /// DISCARD ALL: names, cursors and settings are as they were when the session began.
    record DiscardAll() implements Effect {}

    /// COPY … FROM STDIN: the client sends data next.
    ///
    /// @param header true when its first line holds the names of the columns
    record CopyIn(boolean header) implements Effect {}

    /// COPY … TO STDOUT: the server sends data next.
    ///
    /// @param header true when a line with the names of the columns comes first
    record CopyOut(boolean header) implements Effect {}

    /// EXPLAIN: the rows of its answer are lines of a plan.
    ///
    /// @param runs with ANALYZE it runs, and numbers in the plan tell how many records it met and left out
    record Explain(boolean runs) implements Effect {}

    /// Nothing a connector must follow.
    ///
    /// @param kind PostgreSQL's node type, such as `SelectStmt`
    record Other(String kind) implements Effect {}
}
