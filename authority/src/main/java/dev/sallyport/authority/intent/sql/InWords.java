package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.proposal.Call.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A statement as the call of a tool: `SELECT name FROM customers WHERE id = 42` is `read_customers(id:
/// 42)`, and without its condition `read_customers(records: all)`.
final class InWords {

    private static final int MOST_TABLES = 3;
    private static final int MOST_VALUES = 64;

    private final Outline outline;

    private InWords(Outline outline) {
        this.outline = outline;
    }

    /// @return empty where it names no table, or cannot be read to its end
    static Optional<Call> of(String statement) {
        Outline outline = OutlineReader.read(statement, SchemaReader.read(""));
        boolean readable = !outline.tooLong() && !outline.tooDeep() && !outline.cutOff();
        return readable && !outline.tables().isEmpty() ? Optional.of(new InWords(outline).call()) : Optional.empty();
    }

    private Call call() {
        List<String> tables = outline.tables().stream().limit(MOST_TABLES).toList();
        List<Argument> arguments = new ArrayList<>();
        for (Block block : outline.blocks()) values(block, arguments);
        if (isWhole()) arguments.add(new Argument("records", "all"));
        return new Call(verb() + "_" + String.join("_", tables), description(tables), arguments);
    }

    private static void values(Block block, List<Argument> arguments) {
        for (Block.Literal literal : block.literals) {
            if (!literal.column().isEmpty() && arguments.size() < MOST_VALUES)
                arguments.add(new Argument(literal.column(), literal.text()));
        }
    }

    /// Nothing says which records, nor how many.
    private boolean isWhole() {
        boolean reaches = switch (outline.effect()) {
            case READ, UPDATE, DELETE -> true;
            case SESSION, INSERT, DEFINE, OTHER -> false;
        };
        boolean counted =
                outline.outer().stream().allMatch(block -> !block.limit.isEmpty() || !block.aggregates.isEmpty());
        return reaches && !outline.restricted() && !counted;
    }

    private String verb() {
        return switch (outline.effect()) {
            case READ, SESSION -> "read";
            case INSERT -> "add";
            case UPDATE -> "change";
            case DELETE -> "delete";
            case DEFINE, OTHER -> "alter";
        };
    }

    private String description(List<String> tables) {
        String verb = verb();
        Set<String> columns =
                outline.columns(outline.effect() == Effect.UPDATE ? Clause.SET : Clause.PROJECT, outline.outer());
        boolean everything = columns.isEmpty() || outline.outer().stream().anyMatch(block -> block.star);
        return Character.toUpperCase(verb.charAt(0)) + verb.substring(1) + "s " + (isWhole() ? "all " : "")
                + String.join(" and ", tables) + ": " + (everything ? "everything" : String.join(", ", columns)) + ".";
    }
}
