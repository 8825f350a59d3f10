package dev.sallyport.postgres.plan;

import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.Piece;
import dev.sallyport.grammar.sql.query.Effect;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the grammar says one statement is, and how the server is asked about it.
public sealed interface Claim {

    /// @param sql what the server plans
    /// @param name it is put under this name by running `sql`; empty when the witness names it itself
    /// @param rows the grammar says that it answers rows; null when it does not say
    /// @param whole what is asked is the very text that will run
    record Query(
            String sql,
            String name,
            @org.jspecify.annotations.Nullable Boolean rows,
            boolean whole) implements Claim {}

    /// Servers do not plan it.
    record Unplanned() implements Claim {}

    /// It begins like a query and was read as something else.
    record Absurd() implements Claim {}

    Set<String> CHANGES = Set.of("InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "CreateTableAsStmt");

    /// White space, comments and parentheses before the first word. A nested comment makes it find no word
    /// or one of the comment's.
    Pattern FIRST_WORD = Pattern.compile("(?:[\\s(;]|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)*+([a-zA-Z]+)", Pattern.DOTALL);

    /// A setting in the form of a query, which the grammar knows as a whole.
    Pattern SET_CONFIG = Pattern.compile("\\s*SELECT\\s+(?:pg_catalog\\.)?set_config\\s*\\(", Pattern.CASE_INSENSITIVE);

    Set<String> OF_QUERIES = Set.of("select", "insert", "update", "delete", "merge", "with", "values", "table");

    static Claim of(Piece piece) {
        return switch (piece.effect()) {
            case Effect.Other other
            when other.kind().equals("SelectStmt") ->
                new Query(piece.sql(), "", defines(piece) ? null : Boolean.TRUE, true);
            case Effect.Other other when CHANGES.contains(other.kind()) -> new Query(piece.sql(), "", null, true);
            case Effect.Declare _ -> new Query(piece.sql(), "", null, true);
            case Effect.Prepare prepare -> new Query(piece.sql(), prepare.name(), null, true);
            case Effect.CopyOut _ ->
                CopiedQuery.in(piece.sql())
                        .<Claim>map(query -> new Query(query, "", null, false))
                        .orElseGet(Unplanned::new);
            case Effect.Setting _ when SET_CONFIG.matcher(piece.sql()).lookingAt() -> new Unplanned();
            case Effect _ -> likeQuery(piece.sql()) ? new Absurd() : new Unplanned();
        };
    }

    private static boolean defines(Piece piece) {
        return piece.operations().stream().anyMatch(operation -> operation.verb() == Verb.DEFINE);
    }

    private static boolean likeQuery(String sql) {
        Matcher first = FIRST_WORD.matcher(sql);
        return first.lookingAt() && OF_QUERIES.contains(first.group(1).toLowerCase(java.util.Locale.ROOT));
    }

    /// Whether the server's word on the kind of statement fits.
    ///
    /// @return what does not, in words
    static Optional<String> misfit(Query query, Heard.Planned heard) {
        if (!heard.plan().planned()) return Optional.of("no query, but a command");
        if (Boolean.TRUE.equals(query.rows()) && !heard.rows()) return Optional.of("a statement that answers no rows");
        return Optional.empty();
    }
}
