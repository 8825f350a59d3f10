package dev.sallyport.grammar.sql.query;

/// Why the target would not take a statement either: a client may look at the code and mend it (PostgreSQL
/// documentation, appendix A).
public enum Mistake {
    SYNTAX("42601"),
    COLUMN("42703"),
    TABLE("42P01"),
    FUNCTION("42883");

    private final String sqlState;

    Mistake(String sqlState) {
        this.sqlState = sqlState;
    }

    /// Five characters, as in an ErrorResponse.
    public String sqlState() {
        return sqlState;
    }

    /// What is not there by the catalog may be there by a newer one.
    boolean isOfNames() {
        return switch (this) {
            case COLUMN, TABLE, FUNCTION -> true;
            case SYNTAX -> false;
        };
    }
}
