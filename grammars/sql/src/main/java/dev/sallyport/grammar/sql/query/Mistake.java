package dev.sallyport.grammar.sql.query;

import java.util.Locale;

/// Why the target would not take a statement either: a client may look at the code and mend it (PostgreSQL
/// documentation, appendix A).
///
/// @param words lower case, no full stop
public record Mistake(Kind kind, String words) {

    /// What is wrong.
    public enum Kind {
        SYNTAX("42601"),
        COLUMN("42703"),
        TABLE("42P01"),
        FUNCTION("42883");

        private final String sqlState;

        Kind(String sqlState) {
            this.sqlState = sqlState;
        }

        /// As operations call what is not known.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Five characters, as in an ErrorResponse.
    public String sqlState() {
        return kind.sqlState;
    }

    /// What is not there by the catalog may be there by a newer one.
    boolean isOfNames() {
        return switch (kind) {
            case COLUMN, TABLE, FUNCTION -> true;
            case SYNTAX -> false;
        };
    }
}
