package dev.sallyport.grammar.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Statements so common and plain that they are recognised by their text, before the engine has ever run.
final class Trivial {

    private static final int LONGEST = 32;

    private final Map<String, JsonNode> trees = Map.of(
            "", transactions(),
            "BEGIN", transactions("TRANS_STMT_BEGIN"),
            "BEGIN TRANSACTION", transactions("TRANS_STMT_BEGIN"),
            "START TRANSACTION", transactions("TRANS_STMT_START"),
            "COMMIT", transactions("TRANS_STMT_COMMIT"),
            "END", transactions("TRANS_STMT_COMMIT"),
            "ROLLBACK", transactions("TRANS_STMT_ROLLBACK"),
            "ABORT", transactions("TRANS_STMT_ROLLBACK"));

    Optional<JsonNode> tree(String sql) {
        if (sql.length() > LONGEST) {
            return Optional.empty();
        }
        String text = sql.strip();
        String bare = text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
        return Optional.ofNullable(trees.get(bare.strip().toUpperCase(Locale.ROOT)));
    }

    /// The tree libpg_query would give for these transaction statements.
    private static JsonNode transactions(String... kinds) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        var statements = tree.putArray("stmts");
        for (String kind : kinds) {
            statements
                    .addObject()
                    .putObject("stmt")
                    .putObject("TransactionStmt")
                    .put("kind", kind);
        }
        return tree;
    }
}
