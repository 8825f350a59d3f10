package dev.sallyport.authority.intent.sql;

import java.util.Locale;

/// What a statement does to the data, from harmless to harmful.
enum Effect {
    READ,
    SESSION,
    INSERT,
    UPDATE,
    DELETE,
    DEFINE,
    OTHER;

    /// `OTHER` for a word that begins no known statement.
    static Effect of(String verb) {
        return switch (verb) {
            case "SELECT", "WITH", "VALUES", "TABLE", "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "DECLARE", "PREPARE" ->
                READ;
            case "BEGIN",
                    "START",
                    "COMMIT",
                    "END",
                    "ROLLBACK",
                    "SAVEPOINT",
                    "RELEASE",
                    "USE",
                    "SET",
                    "RESET",
                    "DEALLOCATE",
                    "DISCARD",
                    "CLOSE",
                    "FETCH",
                    "EXECUTE",
                    "ABORT" -> SESSION;
            case "INSERT", "REPLACE", "MERGE", "UPSERT" -> INSERT;
            case "UPDATE" -> UPDATE;
            case "DELETE", "TRUNCATE" -> DELETE;
            case "DROP", "ALTER", "CREATE", "RENAME", "COMMENT", "REINDEX", "VACUUM" -> DEFINE;
            default -> OTHER;
        };
    }

    String verb() {
        return switch (this) {
            case READ -> "reads";
            case SESSION -> "changes the session";
            case INSERT -> "adds rows";
            case UPDATE -> "changes rows";
            case DELETE -> "deletes rows";
            case DEFINE -> "changes the structure of the database";
            case OTHER -> "does something other than reading or writing rows";
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
