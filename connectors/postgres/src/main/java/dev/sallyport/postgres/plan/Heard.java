package dev.sallyport.postgres.plan;

/// What came of one question to the server.
public sealed interface Heard {

    /// @param rows the statement answers rows
    record Planned(Plan plan, boolean rows) implements Heard {}

    /// Answers a question for a number.
    record Counted(long records) implements Heard {}

    /// The server refuses the statement itself, and will refuse it again wherever it is sent.
    ///
    /// @param state the SQLSTATE
    record Refused(String state) implements Heard {}

    /// @param why lower case, no full stop
    record Silent(String why) implements Heard {}
}
