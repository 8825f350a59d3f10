package dev.sallyport.grammar.sql.query;

import java.util.Locale;

/// What a statement is called in messages.
final class Words {

    private Words() {}

    static String of(Effect effect) {
        return switch (effect) {
            case Effect.Setting _ -> "SET";
            case Effect.Rollback _, Effect.RollbackTo _ -> "ROLLBACK";
            case Effect.Prepare _ -> "PREPARE";
            case Effect.Execute _ -> "EXECUTE";
            case Effect.Deallocate _, Effect.DeallocateAll _ -> "DEALLOCATE";
            case Effect.Begin _ -> "BEGIN";
            case Effect.Commit _ -> "COMMIT";
            case Effect.Savepoint _ -> "SAVEPOINT";
            case Effect.Release _ -> "RELEASE";
            case Effect.Show _ -> "SHOW";
            case Effect.Declare _ -> "DECLARE";
            case Effect.Fetch _ -> "FETCH";
            case Effect.Close _, Effect.CloseAll _ -> "CLOSE";
            case Effect.DiscardAll _ -> "DISCARD";
            case Effect.CopyIn _, Effect.CopyOut _ -> "COPY";
            case Effect.Explain _ -> "EXPLAIN";
            case Effect.Other other -> words(other.kind());
        };
    }

    /// `AlterTableStmt` → `ALTER TABLE`
    static String words(String nodeType) {
        return nodeType.replaceAll("Stmt$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toUpperCase(Locale.ROOT);
    }
}
