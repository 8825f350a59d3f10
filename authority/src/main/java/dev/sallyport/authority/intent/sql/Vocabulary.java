package dev.sallyport.authority.intent.sql;

import java.util.HashSet;
import java.util.Set;

/// The words that names are made of.
final class Vocabulary {

    private static final int MOST = 1_000;

    private Vocabulary() {}

    /// Of all the names that the schema tells and the statement uses.
    static Set<String> of(Schema schema, Outline outline) {
        Set<String> words = new HashSet<>(ofStatement(outline));
        for (Schema.Table table : schema.tables()) {
            add(words, table.name());
            table.columns().forEach(column -> add(words, column));
        }
        return words;
    }

    /// Of the tables and columns that the statement uses.
    static Set<String> ofStatement(Outline outline) {
        Set<String> words = new HashSet<>();
        for (Block block : outline.blocks()) {
            block.tables.forEach(table -> add(words, table.name()));
            block.columns.stream()
                    .filter(column -> column.clause() != Clause.ON)
                    .forEach(column -> add(words, column.name()));
        }
        return words;
    }

    private static void add(Set<String> words, String name) {
        if (words.size() < MOST) {
            words.addAll(Names.parts(name));
        }
    }
}
